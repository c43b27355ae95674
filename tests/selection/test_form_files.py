"""Files of appointment forms (.lrmx): given out by who may, and brought in field by field after a preview."""

import base64

from odoo.addons.cadre_assessment.files import lrmx
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from tests.common import CadreCase, CadreHttpCase
from tests.files.forms import MET, form, package, picture

from .acts import ActsBuilder


class FormFilesBuilder(ActsBuilder):
    def files(self, records, user):
        """{name of a file: the form in it} of what is given out of ``records``."""
        action = self.env["cadre.form.file"].with_user(user).of_records(records._name, records.ids)
        made = self.env["cadre.form.file"].with_user(user).browse(action["res_id"])
        content = base64.b64decode(made.file)
        return {name or made.filename: lrmx.read(one) for name, one in lrmx.forms_in(content)}

    def wizard(self, content, name="form.lrmx", user=None):
        return (
            self.env["cadre.form.import"]
            .with_user(user or self.manager_user)
            .create({"file": base64.b64encode(content), "filename": name})
        )

    def row(self, wizard, code):
        return wizard.line_ids.filtered(lambda one: one.code == code)


class TestFormFiles(FormFilesBuilder, CadreCase):
    def test_given_out(self):
        """One as itself, several as a package; of candidates by their office, of people by the department."""
        candidates = self.begun(self.official(1), self.official(2)).candidate_ids
        one = self.files(candidates[:1], self.office_user)
        self.assertEqual(list(one), ["科员1.lrmx"])
        self.assertEqual(one["科员1.lrmx"]["NiRenZhiWu"], "测试机关工委局机关主任科员")
        both = self.files(candidates, self.office_user)
        names = {name: found["XingMing"] for name, found in both.items()}
        self.assertEqual(names, {"科员1.lrmx": "科员1", "科员2.lrmx": "科员2"})
        people = self.files(candidates.employee_id, self.manager_user)
        self.assertEqual(people["科员1.lrmx"]["NianDuKaoHeJieGuo"], "2009年度：称职\n2010年度：称职\n2011年度：称职")

    def test_given_to_nobody_else(self):
        """Neither an officer, nor the candidate, nor an office of another selection; no other records."""
        candidates = self.begun(self.person).candidate_ids
        for user in (self.officer_user, self.person_user, self.decider_user, self.inspector_user, self.plain_user):
            for records in (candidates, candidates.employee_id):
                with self.subTest(user.login, model=records._name), self.assertRaises(AccessError):
                    self.files(records, user)
        with self.assertRaises(AccessError):
            self.files(candidates.employee_id, self.selection_user)
        with self.assertRaises(AccessError):
            self.env["cadre.form.file"].with_user(self.manager_user).of_records("res.users", [1])
        with self.assertRaises(AccessError):
            self.wizard(MET, user=self.officer_user)

    def test_round_trip(self):
        """What is given out differs in nothing when it is brought in."""
        man = self.official(1)
        man.write({"birthday": "1975-03-12", "ethnicity": "彝族", "image_1920": base64.b64encode(picture())})
        self.env["cadre.resume.line"].create({"employee_id": man.id, "date_from": "1996-07-01", "text": "工作"})
        self.env["cadre.family.member"].create({"employee_id": man.id, "relation": "妻子", "name": "王芳"})
        given = self.files(man, self.manager_user)["科员1.lrmx"]
        wizard = self.wizard(lrmx.written(given))
        wizard.action_read()
        self.assertEqual(wizard.person_ids.employee_id, man)
        self.assertFalse(wizard.line_ids)

    def test_brought_in(self):
        """Field by field what stands and what comes; only what is chosen is written, and the rest of the file stays."""
        man = self.make_employee("李明", "L1", self.org_section, "干部")
        man.write({"birthday": "1975-03-12", "ethnicity": "汉族"})
        self.env["cadre.family.member"].create(
            {"employee_id": man.id, "relation": "妻子", "name": "王芳", "relative_id": self.other.id}
        )
        self.person.name = "另一人"
        number = b"<ShenFenZheng>530102197503120018</ShenFenZheng></Person>"
        wizard = self.wizard(MET.replace(b"</Person>", number))
        wizard.action_read()
        self.assertEqual((wizard.state, wizard.person_ids.employee_id), ("read", man))
        ethnic = self.row(wizard, "MinZu")
        self.assertEqual((ethnic.present, ethnic.incoming, ethnic.take), ("汉族", "彝族", False))
        self.assertEqual(self.row(wizard, "ChuShengNianYue").mapped("code"), [], "the file knows the day of that month")
        self.assertTrue(self.row(wizard, "JianLi").take, "nothing stands there")
        number = self.row(wizard, "ShenFenZheng")
        self.assertTrue(number.problem)
        ethnic.take = number.take = True
        self.row(wizard, lrmx.FAMILY).take = True
        wizard.action_take()
        self.assertEqual(wizard.state, "done")
        self.assertEqual((man.ethnicity, man.sex, str(man.birthday)), ("彝族", "male", "1975-03-12"))
        self.assertFalse(man.identification_id, "a number with a wrong check digit is never written")
        self.assertEqual((str(man.party_date), man.party_date_month_only, man.party_member), ("1998-06-01", True, True))
        self.assertEqual((str(man.work_start), man.work_start_month_only), ("1996-07-15", False))
        self.assertEqual(man.cadre_resume_ids.mapped("meanwhile"), [False, False, True, False])
        self.assertEqual(man.cadre_resume_ids[1].text, "城关镇农业技术推广站技术员")
        study = man.cadre_education_ids
        self.assertEqual((study.level, study.degree, study.kind), ("大学", "农学学士", "full_time"))
        kin = man.cadre_family_ids
        self.assertEqual((kin.name, str(kin.birthday), kin.relative_id), ("王芳", "1977-11-01", self.other))
        again = self.wizard(MET)
        again.action_read()
        self.assertFalse(again.line_ids.filtered(lambda one: not one.problem))

    def test_grades_of_years(self):
        """Annual grades the archive lacks come with the form as their origin; one that is archived otherwise, or a year
        that cannot be read, is not taken, and the line says why. So do posts and awards."""
        man = self.official(1)
        given = self.files(man, self.manager_user)["科员1.lrmx"]
        there = self.env["cadre.result"].sudo().search([("employee_id", "=", man.id)])
        self.assertEqual(sorted(there.mapped("year")), [2009, 2010, 2011])

        def line(code="NianDuKaoHeJieGuo", **change):
            wizard = self.wizard(lrmx.written({**given, **change}))
            wizard.action_read()
            return self.row(wizard, code), wizard

        for text, said in (
            ("2010年度：称职；2011年度：优秀", "2011 is archived as 称职"),
            ("近三年均为称职", "can be read"),
            ("2010年度：称职；2011年度：称职", "is archived here"),
        ):
            with self.subTest(text):
                row, wizard = line(NianDuKaoHeJieGuo=text)
                self.assertIn(said, row.problem)
                row.take = True
                wizard.action_take()
                self.assertEqual(wizard.taken_count, 0)
        for code, text in (("XianRenZhiWu", "a change of post"), ("JiangChengQingKuang", "day of its document")):
            row, _wizard = line(code, **{code: "2024年3月，县委：嘉奖"})
            self.assertIn(text, row.problem)
        row, wizard = line(NianDuKaoHeJieGuo="2008年度考核为优秀；2010年度：称职")
        self.assertFalse(row.problem)
        row.take = True
        wizard.action_take()
        new = self.env["cadre.result"].sudo().search([("employee_id", "=", man.id)]) - there
        self.assertEqual((new.year, new.annual_grade, new.origin, bool(new.origin_note)),
                         (2008, "outstanding", "imported", True))  # fmt: skip

    def test_by_number(self):
        """The identity number finds the person, whatever he is called; two of one name and month are asked for."""
        man = self.make_employee("旧名", "L1", self.org_section, "干部")
        man.identification_id = "530102197503120017"
        wizard = self.wizard(form(name="新名", ShenFenZheng="530102197503120017"))
        wizard.action_read()
        self.assertEqual(wizard.person_ids.employee_id, man)
        wrong = self.wizard(form(name="别人", ShenFenZheng="530102197503120017", MinZu="白族"))
        wrong.action_read()
        wrong.person_ids.employee_id = self.make_employee("别人", "L9", self.org_section, "干部")
        wrong.action_compare()
        wrong.line_ids.take = True
        with self.assertRaisesRegex(UserError, "is the identity number of 旧名 already"):
            wrong.action_take()
        twins = [self.make_employee("双名", f"L{n}", self.org_section, "干部") for n in (2, 3)]
        for one in twins:
            one.birthday = "1980-01-01"
        wizard = self.wizard(form(name="双名", ChuShengNianYue="198001", MinZu="白族"))
        wizard.action_read()
        self.assertFalse(wizard.person_ids.employee_id)
        wizard.person_ids.employee_id = twins[1]
        wizard.action_compare()
        self.row(wizard, "MinZu").take = True
        wizard.action_take()
        self.assertEqual([one.ethnicity for one in twins], ["汉族", "白族"])

    def test_nothing_half(self):
        """A package with one bad file says which; a bad value cannot be chosen, also not by a client's own row."""
        self.make_employee("李明", "L1", self.org_section, "干部").birthday = "1975-03-01"
        wizard = self.wizard(package(a__lrmx=MET, b__lrmx=b"<html/>"), name="x.zip")
        wizard.action_read()
        self.assertIn("b.lrmx", wizard.refused)
        self.assertEqual(wizard.person_ids.mapped("name"), ["李明"])
        for content in (b"<html/>", b"\xff\xfe", package(a__txt=b"x"), form(photo=b"MZ")):
            with self.assertRaises(UserError):
                self.wizard(content).action_read()
        broken = self.wizard(form(ChuShengNianYue="1975.03", XingBie="未知", JianLi="不详", RuDangShiJian="民盟甲"))
        broken.action_read()
        wrong = set(broken.line_ids.filtered("problem").mapped("code"))
        self.assertEqual(wrong, {"XingBie", "JianLi", "RuDangShiJian"})
        broken.line_ids.write({"take": True, "problem": False})
        broken.action_take()
        self.assertEqual(broken.taken_count, 0)
        with self.assertRaises(UserError):
            self.wizard(MET).action_take()


FORM = """
(async () => {
    const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
    async function found(selector) {
        for (let turn = 0; turn < 200; turn++) {
            const node = document.querySelector(selector);
            if (node && !document.querySelector(".o_loading_indicator, .o_blockUI")) {
                return node;
            }
            await pause(50);
        }
        throw new Error(`not there: ${selector}`);
    }
    try {
        const action = odoo.__WOWL_DEBUG__.root.env.services.action;
        const views = [[false, "form"]];
        await action.doAction({ type: "ir.actions.act_window", res_model: "cadre.candidate", res_id: %(id)s, views });
        (await found(".o_form_view button[name='action_form']")).click();
        const field = await found("[name='given_up'] input");
        field.value = "县农业局副局长";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
        await found(".o_form_status_indicator_buttons:not(.invisible)");
        (await found(".o_form_button_save")).click();
        await found(".o_form_status_indicator_buttons.invisible");
        const printed = await fetch("/report/pdf/cadre_assessment_reports.appointment_form/%(id)s");
        if (!printed.ok) {
            throw new Error(`not printed: ${printed.status}`);
        }
        console.log("test successful");
    } catch (error) {
        console.error(error.message);
    }
})();
"""
SCRIPT = """
(async () => {
    const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
    async function found(selector, text) {
        for (let turn = 0; turn < 200; turn++) {
            const nodes = [...document.querySelectorAll(selector)];
            const node = nodes.find((one) => !text || one.textContent.includes(text));
            if (node && !document.querySelector(".o_loading_indicator, .o_blockUI")) {
                return node;
            }
            await pause(50);
        }
        throw new Error(`not there: ${selector} ${text || ""}`);
    }
    try {
        const action = odoo.__WOWL_DEBUG__.root.env.services.action;
        await action.doAction("cadre_assessment.cadre_form_import_action");
        const input = await found(".modal .o_field_binary input[type='file']");
        const box = new DataTransfer();
        box.items.add(new File([Uint8Array.from(atob("%(content)s"), (one) => one.charCodeAt(0))], "form.lrmx"));
        input.files = box.files;
        input.dispatchEvent(new Event("change"));
        await pause(1000);
        (await found(".modal button[name='action_read']")).click();
        const row = await found(".modal [name='line_ids'] tr.o_data_row", "彝族");
        if (!row.textContent.includes("汉族") || !row.textContent.includes("彝族")) {
            throw new Error(`the row says ${row.textContent}`);
        }
        row.querySelector(".o_field_boolean_toggle input, .o_field_boolean_toggle .o-checkbox").click();
        await pause(500);
        (await found(".modal button[name='action_take']")).click();
        await found(".modal .alert-success");
        console.log("test successful");
    } catch (error) {
        console.error(error.message);
    }
})();
"""


@tagged("post_install", "-at_install")
class TestFormFilesByHand(FormFilesBuilder, CadreHttpCase):
    def test_by_hand(self):
        """In Chinese: a file is chosen, compared, one field more is switched on, and it is taken over."""
        self.manager_user.lang = "zh_CN"
        man = self.make_employee("李明", "L1", self.org_section, "干部")
        man.write({"birthday": "1975-03-12", "ethnicity": "汉族"})
        self.person.name = "另一人"
        self.env.flush_all()
        self.browser_js(
            "/odoo",
            SCRIPT % {"content": base64.b64encode(MET).decode()},
            ready="Boolean(window.odoo?.__WOWL_DEBUG__ && document.querySelector('.o_action_manager > *'))",
            login="cadre_manager",
            timeout=180,
        )
        self.env.invalidate_all()
        self.assertEqual((man.ethnicity, len(man.cadre_resume_ids)), ("彝族", 4))

    def test_the_form_by_hand(self):
        """The office opens a candidate, writes what he is to be removed from, and prints the form."""
        self.office_user.lang = "zh_CN"
        man = self.official(1)
        candidate = self.begun(man).candidate_ids
        self.env.flush_all()
        self.browser_js(
            "/odoo",
            FORM % {"id": candidate.id},
            ready="Boolean(window.odoo?.__WOWL_DEBUG__ && document.querySelector('.o_action_manager > *'))",
            login="cadre_selection",
            timeout=180,
        )
        self.env.invalidate_all()
        form = self.env["cadre.appointment.form"].search([("candidate_id", "=", candidate.id)])
        self.assertEqual((form.given_up, form.intended), ("县农业局副局长", "测试机关工委局机关主任科员"))
