"""A regulation survives the way through a file, and no file gets in that is none."""

import base64
import copy
import json

from odoo.exceptions import AccessError, UserError

from ..common import CadreCase, CadreHttpCase

REGULATIONS = ("regulation_s0", "regulation_s1", "regulation_s2a", "regulation_s2b", "regulation_s3", "regulation_s4p8")


class ExchangeCase(CadreCase):
    def regulation(self, name):
        return self.env.ref(f"regulations.{name}").with_user(self.officer_user)

    def send(self, data, code=None, user=None):
        """What the officer's wizard does with a file; ``data``: bytes, text or values."""
        if not isinstance(data, bytes):
            data = (data if isinstance(data, str) else json.dumps(data)).encode()
        values = {"file": base64.b64encode(data), "code": code}
        wizard = self.env["cadre.regulation.import"].with_user(user or self.officer_user).create(values)
        return self.env["cadre.regulation"].browse(wizard.action_import()["res_id"])


class TestRoundTrip(ExchangeCase):
    def assertSame(self, regulation, copied, old, new):
        """The export of the copy is the export of the original, but for the codes of regulation and schemes."""
        first = regulation._export()
        second = copied._export()
        codes = {scheme["code"]: ours["code"] for scheme, ours in zip(first["schemes"], second["schemes"], strict=True)}
        self.assertEqual(first["regulation"].pop("code"), old)
        self.assertEqual(second["regulation"].pop("code"), new)
        for scheme in first["schemes"]:
            scheme["code"] = codes[scheme["code"]]
            earlier = scheme.get("prerequisite_scheme_ids")
            if earlier:
                scheme["prerequisite_scheme_ids"] = [codes[code] for code in earlier]
        self.maxDiff = 2000
        self.assertEqual(first, second)

    def test_every_shipped_regulation(self):
        """Export, import under another code, export again: equal; and the engine computes by the same numbers."""
        for name in REGULATIONS:
            with self.subTest(name):
                regulation = self.regulation(name)
                text = regulation._export_text()
                copied = self.send(text, "COPY-" + regulation.code)
                self.assertSame(regulation, copied, regulation.code, "COPY-" + regulation.code)
                for old, new in zip(regulation._schemes_to_export(), copied._schemes_to_export(), strict=True):
                    self.assertEqual((new.state, new.version, new.company_id), ("draft", 1, self.company))
                    faults = [problem.text for problem in old._check() if problem.blocking]
                    self.assertEqual([problem.text for problem in new._check() if problem.blocking], faults)
                    self.assertEqual(self.numbers(new), self.numbers(old))

    def numbers(self, scheme):
        """What the engine gets, without keys."""
        engine = scheme._engine_scheme()
        return (
            [
                (one.code, one.method, one.weight, one.maximum, one.floor, one.cap, one.params)
                for one in engine.components
            ],
            [(grade.name, grade.low, grade.value, grade.coefficient) for grade in engine.scale.grades],
            [
                (one.code, one.ratio, one.number, one.minimum_score, one.top_share, one.ratio_by)
                for one in engine.quotas
            ],
            [(gate.code, gate.criterion, gate.effect) for gate in engine.gates],
            [cap.limit for cap in engine.caps],
        )

    def test_sentences_stand_beside_their_rules(self):
        """As the regulation says them; one that no rule names travels as well; a file without any is still read."""
        regulation = self.regulation("regulation_s3")
        extra = {"regulation_id": regulation.id, "code": "S3-99", "text": "本方案自印发之日起施行"}
        self.env["cadre.regulation.clause"].create(extra)
        data = regulation._export()
        voters = [
            part for scheme in data["schemes"] for one in scheme["component_ids"] for part in one.get("voters_ids", ())
        ]
        named = [one for one in voters if one["rule_ref"] == "S3-33"]
        self.assertEqual(
            {one["quoted"]["S3-33"] for one in named},
            {regulation.clause_ids.filtered(lambda clause: clause.code == "S3-33").text},
        )
        self.assertEqual(data["regulation"]["clause_ids"], [{"code": "S3-99", "text": extra["text"]}])
        mine = self.send(data, "MINE")
        said = {clause.code: clause.text for clause in regulation.clause_ids}
        self.assertEqual({clause.code: clause.text for clause in mine.clause_ids}, said)
        self.assertEqual(mine.clause_ids.company_id, self.company)
        self.assertEqual(mine.scheme_ids.mapped("origin"), [scheme["code"] for scheme in data["schemes"]])
        self.assertEqual(set(mine.scheme_ids.mapped("edition_taken")), {regulation.edition})
        self.assertEqual(mine.scheme_ids[0].copy().origin, mine.scheme_ids[0].origin)
        bare = self.regulation("regulation_s0")
        bare.sudo().clause_ids.unlink()
        old = {**bare._export(), "format_version": 1}
        self.assertNotIn("quoted", json.dumps(old))
        self.assertFalse(self.send(old, "OLD").clause_ids)

    def test_no_id_stands_in_a_file(self):
        """Another database has other ids."""
        for name in REGULATIONS:
            text = self.regulation(name)._export_text()
            self.assertNotIn('_id": ', text.replace('"criterion_id": {', "").replace('_id": "', ""))

    def test_nothing_that_belongs_to_a_regulation_stays_at_home(self):
        """Every stored link of every part is either known to the exchange or named here."""
        from odoo.addons.cadre_assessment.models.scheme import exchange

        known = {exchange.CATEGORY, exchange.SCALE, exchange.GRADE, exchange.CRITERION, exchange.BODY, *exchange.LATE}
        stays, seen, todo = set(), set(), ["cadre.scheme", "cadre.regulation", "cadre.scale", "cadre.criterion"]
        while todo:
            name = todo.pop()
            if name in seen:
                continue
            seen.add(name)
            model = self.env[name]
            for field in model._fields.values():
                if not (field.store and field.copy and field.relational) or field.related:
                    continue
                if field.type == "one2many":
                    if not field.name.startswith(exchange.PREFIXES):
                        todo.append(field.comodel_name)
                elif field.comodel_name not in known:
                    stays.add(f"{name}.{field.name}")
        inverse = {
            name for name in stays if name.split(".")[-1] in ("quota_id", "period_rule_id", "document_id", "voters_id")
        }
        homely = {name for name in stays if name.endswith((".company_id", ".leave_type_ids", ".regulation_id", "_uid"))}
        self.assertEqual(stays - inverse - homely, set())

    def test_the_newest_in_force_goes(self):
        """A draft beside the version in force stays at home; without one in force the draft goes."""
        regulation = self.regulation("regulation_s0")
        self.scheme.with_user(self.administrator_user).action_new_version()
        self.assertEqual(regulation._schemes_to_export(), self.scheme)

    def test_a_word_this_house_does_not_have(self):
        """It is added to the lists of this company, so that a regulation of another county can be read."""
        data = json.loads(self.regulation("regulation_s2b")._export_text().replace('"unit:', '"unit:new_'))
        wanted = [word for word in data["words"] if word["kind"] == "unit"]
        self.assertTrue(wanted)
        for word in wanted:
            word["code"] = "new_" + word["code"]
        self.send(data, "W")
        codes = [word["code"] for word in wanted]
        found = self.env["cadre.category"].search([("kind", "=", "unit"), ("code", "in", codes)])
        self.assertEqual((sorted(found.mapped("code")), found.company_id), (sorted(codes), self.company))


class TestHostileFiles(ExchangeCase):
    """Whatever is wrong is said with its place, and nothing has been written."""

    def setUp(self):
        super().setUp()
        self.good = self.regulation("regulation_s1")._export()

    def refused(self, data, *words, code="X"):
        counts = {name: self.env[name].search_count([]) for name in self.watched()}
        with self.assertRaises(UserError) as caught, self.cr.savepoint():
            self.send(data, code)
        for word in words:
            self.assertIn(word, str(caught.exception))
        self.assertEqual({name: self.env[name].search_count([]) for name in self.watched()}, counts)

    def watched(self):
        return (
            "cadre.regulation", "cadre.scheme", "cadre.scheme.component", "cadre.scale", "cadre.scale.grade",
            "cadre.criterion", "cadre.category", "cadre.scheme.gate",
        )  # fmt: skip

    def test_no_regulation_at_all(self):
        for data in (b"\xff\xfe\x00", "[]", "{}", '"x"', "not json", "null", '{"format": "cadre-regulation"}'):
            with self.subTest(data):
                self.refused(data)

    def test_too_deep_too_large_too_many(self):
        self.refused("[" * 200_000 + "]" * 200_000, "JSON")
        self.refused(b" " * (5 * 1024 * 1024), "larger")
        deep = {"kind": "not", "child_ids": []}
        for _level in range(40):
            deep = {"kind": "not", "child_ids": [deep]}
        data = copy.deepcopy(self.good)
        data["schemes"][0]["gate_ids"] = [{"code": "g", "name": "g", "effect": "bar_top", "criterion_id": deep}]
        self.refused(data, "deep")
        data["schemes"][0]["gate_ids"] = [{}] * 20_001
        self.refused(data, "more than")

    def test_twice_the_same_name(self):
        self.refused(json.dumps(self.good)[:-1] + ', "schemes": []}', "twice")

    def test_figures_that_are_none(self):
        for figure in ("NaN", "Infinity", "-Infinity", "1e999", "true", '"5"', "[5]", "1e300", "null"):
            with self.subTest(figure):
                text = json.dumps(self.good).replace('"full_score": 100.0', f'"full_score": {figure}')
                self.refused(text)

    def test_fields_that_are_no_business_of_a_file(self):
        """States, versions, companies, ids, magic columns, the chatter."""
        for name, value in (
            ("state", "active"), ("version", 9), ("origin", "S3"), ("edition_taken", 7),
            ("previous_id", 1), ("company_id", 1), ("id", 1), ("create_uid", 1),
            ("message_ids", []), ("frozen", False), ("cycle_ids", []), ("__proto__", {}),
        ):  # fmt: skip
            with self.subTest(name):
                data = copy.deepcopy(self.good)
                data["schemes"][0][name] = value
                self.refused(data, name, "schemes[1]")

    def test_what_nobody_knows(self):
        for place, value in (
            (("schemes", 0, "component_ids", 0, "method"), "eval"),
            (("schemes", 0, "component_ids", 0, "weight"), "__import__('os')"),
            (("schemes", 0, "result_scale_id"), "NOBODY"),
            (("schemes", 0, "adjustment_ids", 0, "cap_id"), "NOBODY"),
            (("schemes", 0, "adjustment_ids", 0, "level_id"), "level:nobody"),
            (("schemes", 0, "prerequisite_scheme_ids"), ["NOBODY"]),
            (("schemes", 0, "quota_ids", 0, "grade_id"), 1),
            (("schemes", 0, "component_ids"), {}),
            (("schemes", 0, "scope_ids", 0), "x"),
            (("schemes", 0, "name"), "a\x00b"),
            (("regulation", "effective_from"), "31.12.2025"),
            (("words", 0), {"kind": "veto", "code": "x"}),
            (("words",), "x"),
            (("scales",), 5),
            (("schemes",), []),
            (("more",), 1),
        ):
            with self.subTest(place):
                data = copy.deepcopy(self.good)
                inside = data
                for step in place[:-1]:
                    inside = inside[step]
                inside[place[-1]] = value
                self.refused(data)

    def test_a_word_of_another_list(self):
        data = copy.deepcopy(self.good)
        data["words"].append({"kind": "veto", "code": "x", "name": "x"})
        data["schemes"][0]["adjustment_ids"][0]["level_id"] = "veto:x"
        self.refused(data, "another list")

    def test_sentences(self):
        """Only those a rule names stand beside it, as texts, and a code says one thing."""
        place = next(place for place, one in enumerate(self.good["scales"]) if "quoted" in one)
        code, text = next(iter(self.good["scales"][place]["quoted"].items()))
        for quoted, words in (
            ({"S9-99": "x"}, ("does not name", "S9-99", f"scales[{place + 1}].quoted")),
            ({code: f"{text}!"}, ("something else", code)),
            ({code: 5}, ("a text is expected",)),
            ([text], ("a record is expected",)),
        ):
            with self.subTest(words):
                data = copy.deepcopy(self.good)
                data["scales"][place]["quoted"] = quoted
                self.refused(data, *words)
        data = copy.deepcopy(self.good)
        data["regulation"]["clause_ids"] = [{"code": code, "text": f"{text}!"}]
        self.refused(data, "something else", code)

    def test_a_code_twice(self):
        data = copy.deepcopy(self.good)
        data["schemes"][0]["adjustment_ids"] *= 2
        self.refused(data, "twice", "adjustment_ids[")

    def test_codes_in_use(self):
        """Nothing here is overwritten: a file never changes what is there."""
        self.refused(self.good, "S1", "another code", code=None)

    def test_who_may(self):
        """Officers only; readers may not even open the wizard, and the method behind it cannot be called over RPC."""
        for user in (self.person_user, self.leader_user, self.auditor_user, self.decider_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.send(self.good, "X", user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["cadre.regulation"].with_user(user)._import(json.dumps(self.good).encode(), "X")

    def test_forged_context(self):
        """A regulation is born as a draft whatever the client sends along."""
        values = {"file": base64.b64encode(json.dumps(self.good).encode()), "code": "X"}
        forged = {"default_state": "active", "default_version": 7, "cadre_guard": True, "default_company_id": 99}
        wizard = self.env["cadre.regulation.import"].with_user(self.officer_user).create(values)
        found = self.env["cadre.regulation"].browse(wizard.with_context(**forged).action_import()["res_id"])
        self.assertEqual(found.scheme_ids.mapped("state"), ["draft"])
        self.assertEqual(found.scheme_ids.mapped("version"), [1])


class TestDownload(CadreHttpCase):
    """The file over HTTP: with the rights of who asks."""

    def test_who_may_read_may_fetch(self):
        regulation = self.env.ref("regulations.regulation_s0")
        url = f"/cadre/regulation/{regulation.id}.json"
        self.authenticate("cadre_officer", "cadre_officer")
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.json()["regulation"]["code"], "S0")
        self.assertEqual(self.url_open("/cadre/regulation/999999.json").status_code, 404)
        other = self.env["res.company"].create({"name": "Another County"})
        regulation.company_id = other
        self.assertEqual(self.url_open(url).status_code, 404)
        self.authenticate("cadre_plain", "cadre_plain")
        self.assertIn(self.url_open(url).status_code, (403, 404))
        self.authenticate(None, None)
        self.assertNotEqual(self.url_open(url, allow_redirects=False).status_code, 200)
