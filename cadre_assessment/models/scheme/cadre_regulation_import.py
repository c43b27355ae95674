"""Import of a regulation: all of a file or nothing of it, as drafts of the company."""

from uuid import uuid4

from odoo import models
from odoo.exceptions import UserError

from ..guard import guarded
from ..office import OFFICE, require_role
from .exchange import BODY, CATEGORY, GRADE, LINKS, PREREQUISITES, SCALE, SCHEME
from .exchange_reader import Reader, Refused, parse
from .exchange_words import SCALES, wording

SHOWN = 15
"""So many faults are shown at once."""


class _TakenBack(Exception):
    pass


class CadreRegulation(models.Model):
    _inherit = "cadre.regulation"

    def _import(self, content, code=None):
        """Make a regulation with all its schemes of the bytes of a file; ``code``: instead of its own.

        Raises UserError with every fault and its place in the file, and then nothing has been written. Everything is
        created with the rights of the current user; schemes are drafts whatever the file says.
        """
        self._refuse_importing()
        try:
            with self.env.cr.savepoint():
                data = parse(self.env, content)
                regulation = self.browse()._import_parsed(data, (code or "").strip())
                source = self.env["cadre.regulation.edition"]._keep(data)
                for rules in regulation._rules():
                    guarded(rules).write({"source_id": source.id})
                return regulation
        except Refused as error:
            raise UserError(self.env._("This file cannot be used: %(why)s.", why=str(error))) from error

    def _tried(self, content):
        """The edition that a file is, once it has been brought in and taken back; nothing else is written.

        :raises UserError: with every fault of the file
        """
        self._refuse_importing()
        try:
            data = parse(self.env, content)
            with self.env.cr.savepoint():
                self.browse()._import_parsed(data, f"~{uuid4().hex}")
                raise _TakenBack
        except _TakenBack:
            self.env.invalidate_all()
            return self.env["cadre.regulation.edition"]._keep(data)
        except Refused as error:
            raise UserError(self.env._("This file cannot be used: %(why)s.", why=str(error))) from error

    def _known_as(self, content, code):
        """The regulation here that has the code of a file (or ``code``) and that the current user may change."""
        self._refuse_importing()
        try:
            head = parse(self.env, content).get("regulation")
        except Refused:
            return self.browse()  # the import says why
        code = (code or "").strip() or (isinstance(head, dict) and head.get("code"))
        owners = [self.env.company.id, *([False] if self._may_share() else [])]
        here = [("code", "=", code), ("company_id", "in", owners)]
        return self.search(here, order="company_id", limit=1) if isinstance(code, str) else self.browse()

    def _following(self, edition):
        """Of each kind of its rules the newest version of each that the file has as well."""
        data, found = edition._data(), []
        for rules in self._rules():
            here = rules.filtered(lambda one: one.state != "retired" and one._in_file(data))
            here = here.filtered(lambda one: one._may_manage())
            found.append(rules.browse().union(*(of.sorted("version")[-1:] for of in here.grouped("code").values())))
        return found

    def _rules(self):
        """What of it is put in force and followed by versions, a recordset a kind; rooms that bring some add theirs."""
        return [self.scheme_ids]

    def _refuse_importing(self):
        require_role(self.env, OFFICE, self.env._("Regulations are brought in by the assessment office."))

    def _import_parsed(self, data, code):
        company = self.env.company
        known = {BODY: self._bodies(company), CATEGORY: {}, SCALE: {}, GRADE: {}}
        reader = Reader(self.env, company, known)
        parts = {"format", "format_version", "regulation", "words", "scales", "schemes"} | self._part_keys()
        for name in sorted(data.keys() - parts):
            reader.fault(name, self.env._("this is not known"))
        known[CATEGORY].update(self._import_words(reader, data.get("words", []), company))
        self._refuse_faults(reader)
        self._import_scales(reader, data.get("scales", []))
        self._refuse_faults(reader)
        regulation, old = self._import_head(reader, data.get("regulation", {}), code)
        read = reader.list_of(self.env[SCHEME], data.get("schemes", []), "schemes", "regulation_id", ())
        parts = self._import_parts(reader, data)
        if not read and not any(data.get(name) for name in self._part_keys()):
            reader.fault("schemes", self.env._("there is none"))
        self._refuse_faults(reader)
        self._import_schemes(reader, regulation, old, read)
        self._make_parts(reader, regulation, old, parts)
        self._import_clauses(reader, regulation)
        self._refuse_faults(reader)
        return regulation

    # -- what other rooms bring ------------------------------------------------------------------------------------
    def _part_keys(self):
        """Names in the file of what a regulation has beside its schemes."""
        return set()

    def _import_parts(self, reader, data):
        """Read it, faults and all, before anything is made; what it returns goes to :meth:`_make_parts`."""
        return {}

    def _make_parts(self, reader, regulation, old, parts):
        """Make what was read."""

    def _bodies(self, company):
        """Bodies by name, where the name says which: name -> id."""
        groups = self.env[BODY]._read_group([("company_id", "=", company.id)], ["name"], ["id:array_agg"])
        return {name: ids[0] for name, ids in groups if len(ids) == 1}

    def _refuse_faults(self, reader):
        """Raise with what was found so far: what comes later would only repeat it."""
        if reader.faults:
            more = len(reader.faults) - SHOWN
            shown = [f"• {fault}" for fault in reader.faults[:SHOWN]]
            if more > 0:
                shown.append(self.env._("and %(count)s more", count=more))
            raise Refused("\n" + "\n".join(shown))

    # -- words and scales ------------------------------------------------------------------------------------------
    def _import_words(self, reader, data, company):
        """Words of lists by ``kind:code``; what this house does not have yet is added to its lists."""
        Category = self.env[CATEGORY]
        kinds = Category._fields["kind"].get_values(self.env)
        if not isinstance(data, list):
            reader.fault("words", self.env._("a list is expected here"))
            return {}
        wanted = {}
        for number, word in enumerate(data):
            place = f"words[{number + 1}]"
            if not isinstance(word, dict) or word.keys() != {"kind", "code", "name"}:
                reader.fault(place, self.env._("a word has kind, code and name"))
            elif not all(isinstance(value, str) and 0 < len(value) < 200 for value in word.values()):
                reader.fault(place, self.env._("a text is expected here"))
            elif word["kind"] not in kinds:
                reader.fault(place, self.env._("“%(value)s” is no possible value", value=word["kind"]))
            else:
                wanted[word["kind"], word["code"]] = word
        domain = [("kind", "in", list({kind for kind, _code in wanted})), ("company_id", "in", [False, company.id])]
        found = {(word.kind, word.code): word.id for word in Category.search(domain, order="company_id desc")}
        missing = [word for key, word in wanted.items() if key not in found]
        if missing and not reader.faults:
            made = Category.create([{**word, "company_id": company.id} for word in missing])
            found |= {(word.kind, word.code): word.id for word in made}
        return {f"{kind}:{code}": found[kind, code] for kind, code in wanted if (kind, code) in found}

    def _import_scales(self, reader, data):
        if not isinstance(data, list):
            reader.fault("scales", self.env._("a list is expected here"))
            return
        for number, one in enumerate(data):
            place = f"scales[{number + 1}]"
            key = one.get("key") if isinstance(one, dict) else None
            if not isinstance(key, str) or key in reader.known[SCALE]:
                reader.fault(place, self.env._("“%(name)s” is missing", name="key"))
                continue
            values = reader.record(self.env[SCALE], {name: one[name] for name in one if name != "key"}, place)
            if reader.faults:
                continue
            scale = self.env[SCALE].create(values)
            reader.known[SCALE][key] = scale.id
            reader.known[GRADE].update({f"{key}/{grade.code}": grade.id for grade in scale.grade_ids})

    # -- regulation and schemes ------------------------------------------------------------------------------------
    def _import_head(self, reader, data, code):
        """The regulation, and the code it has in the file."""
        values = reader.record(self, data, "regulation")
        self._refuse_faults(reader)
        old = values["code"]
        values["code"] = code or old
        if self.search_count([("code", "=", values["code"]), ("company_id", "in", [False, self.env.company.id])]):
            text = self.env._("the regulation “%(code)s” exists: give this one another code", code=values["code"])
            raise Refused(text)
        return self.create(values), old

    def _import_schemes(self, reader, regulation, old, read):
        """Create the schemes, then let their parts and the schemes themselves find each other."""
        new = {}
        for values in read:
            new[values["code"]] = regulation._own_code(values["code"], old)
        taken = self.env[SCHEME].search(
            [("code", "in", list(new.values())), ("company_id", "in", [False, self.env.company.id])]
        )
        for scheme in taken:
            text = self.env._("the scheme “%(code)s” exists: give the regulation another code", code=scheme.code)
            reader.fault("schemes", text)
        self._refuse_faults(reader)
        schemes = self.env[SCHEME].create(
            [{**values, "code": new[values["code"]], "regulation_id": regulation.id} for values in read]
        )
        regulation._say_origin(schemes, read)
        self._link_parts(reader, schemes, new)

    def _say_origin(self, made, read):
        """Let what was made know its code in the file (of the values ``read``) and the edition of that."""
        for rules, values in zip(made, read, strict=True):
            guarded(rules).write({"origin": values["code"], "edition_taken": self.edition})

    def _link_parts(self, reader, schemes, codes, name_of_list="schemes"):
        """Let what was created find what it names; ``codes``: code of a scheme in the file -> its code here."""
        for path, model, name in reader.links:
            number, *way = path
            target = self._linked(schemes[number], model, name, schemes, codes)
            if not target:
                place = f"{name_of_list}[{number + 1}]." + ".".join(str(step) for step in way)
                reader.fault(place, self.env._("“%(value)s” is not known", value=name[:80]))
                continue
            record = schemes[number]
            while len(way) > 1:
                field, place, *way = way
                record = record[field].sorted("sequence")[place]
            many = record._fields[way[0]].type == "many2many"
            record[way[0]] = record[way[0]] | target if many else target

    def _import_clauses(self, reader, regulation):
        """The sentences that stood beside rules; those of the regulation itself have come with it."""
        present = {clause.code: clause.text for clause in regulation.clause_ids}
        for code, text in reader.quoted.items():
            if present.get(code, text) != text:
                why = self.env._("“%(code)s” says something else elsewhere in the file", code=code[:80])
                reader.fault("regulation.clause_ids", why)
        new = {code: text for code, text in reader.quoted.items() if code not in present}
        self.env["cadre.regulation.clause"].create(
            [{"regulation_id": regulation.id, "code": code, "text": text} for code, text in new.items()]
        )
        regulation.invalidate_recordset(["clause_ids"])  # in their order and not in that of the file

    def _linked(self, scheme, model, name, schemes, codes):
        if model in LINKS:
            return scheme[LINKS[model]].filtered(lambda part: part.code == name)
        if name in codes:
            return schemes.filtered(lambda other: other.code == codes[name])
        domain = [("code", "=", name), ("state", "=", "active"), ("company_id", "in", [False, self.env.company.id])]
        return self.env[SCHEME].search(domain, limit=1)

    def _make_rules(self, model, edition, found, words, company, values):
        """A scheme (``model``) of this regulation from a wording, as a draft; ``values``: its code, and what the file
        does not say.

        Schemes that come before it are found once all are there (:meth:`CadreScheme._of_origin`).

        :raises UserError: what was chosen speaks of something that is not there
        """
        self.ensure_one()
        known = {BODY: self._bodies(company), CATEGORY: {}, SCALE: {}, GRADE: {}}
        reader = Reader(self.env, company, known)
        file = {name: value for name, value in found.items() if name not in (SCALES, PREREQUISITES)}
        try:
            with self.env.cr.savepoint():
                once = {(word["kind"], word["code"]): word for word in words}
                known[CATEGORY].update(self._import_words(reader, list(once.values()), company))
                self._refuse_faults(reader)
                self._import_scales(reader, found.get(SCALES, []))
                self._refuse_faults(reader)
                rules, listed = self.env[model], self.env[model]._listed
                read = reader.list_of(rules, [{**file, "code": values["code"]}], listed, "regulation_id", ())
                self._refuse_faults(reader)
                made = guarded(rules).create({**read[0], "regulation_id": self.id, **values})
                made.write({"edition_taken": edition.edition, "source_id": edition.id})
                made = made.with_env(self.env)
                self._link_parts(reader, made, {}, listed)
                made._settle()
                for text in made._faults_of_file():
                    reader.fault(listed, text)
                self._refuse_faults(reader)
        except Refused as error:
            raise UserError(
                self.env._(
                    "What was chosen speaks of rules that were not: choose those as well. %(why)s", why=str(error)
                )
            ) from error
        return made

    def _make_added(self, model, edition, found):
        """Schemes (``model``) of a file that this regulation has none of, as drafts; ``found``: their values there."""
        data, made = edition._data(), self.env[model]
        for one in found:
            values = {"code": self._own_code(one["code"], edition.code), "sequence": 10}
            said = wording(self.env, data, one, model)
            new = self._make_rules(model, edition, said, data.get("words", ()), self.company_id, values)
            guarded(new).origin = one["code"]
            if PREREQUISITES in new._fields:
                new[PREREQUISITES] = new._of_origin(one.get(PREREQUISITES, ()))
            made |= new
        return made

    def _own_code(self, code, old):
        """The code that a scheme of a file has here; ``old``: the code of the regulation there."""
        if self.code == old:
            return code
        return self.code if code == old else f"{self.code}-{code.removeprefix(f'{old}-')}"
