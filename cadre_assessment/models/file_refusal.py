"""A sentence in the reader's language for each code of ``bounds.Refused``."""


def sentence(env, refused):
    """What is wrong with the file, which limit it met, and what helps.

    :param refused: a :class:`..files.bounds.Refused`
    """
    figures = refused.figures
    reasons = {
        "too_big": lambda: env._("The file is larger than %(limit)s MB. Split it.", **figures),
        "too_big_inside": lambda: env._("The file unpacks to more than %(limit)s MB. It was not opened.", **figures),
        "too_many_parts": lambda: env._(
            "The file holds more than %(limit)s files. Copy the rows into the template, and send that.", **figures
        ),
        "too_many_sheets": lambda: env._(
            "The workbook has more than %(limit)s sheets. Delete those that do not belong to the template.", **figures
        ),
        "too_many_rows": lambda: env._("The sheet has more than %(limit)s rows. Split it.", **figures),
        "too_many_columns": lambda: env._("The sheet has more than %(limit)s columns. Use the template.", **figures),
        "too_many_cells": lambda: env._("The file has more than %(limit)s filled cells. Split it.", **figures),
        "too_much_text": lambda: env._("The cells hold more than %(limit)s characters. Split the file.", **figures),
        "cell_too_long": lambda: env._("A cell holds more than %(limit)s characters. Shorten it.", **figures),
        "line_too_long": lambda: env._(
            "A line of the text is longer than %(limit)s characters. Save the table as .xlsx.", **figures
        ),
        "too_much_inside": lambda: env._(
            "The workbook has more than %(limit)s elements, with empty cells and styles. Copy the rows into the "
            "template, and send that.",
            **figures,
        ),
        "too_deep": lambda: env._(
            "In the workbook something stands inside something else more than %(limit)s levels deep. It was not read.",
            **figures,
        ),
        "empty": lambda: env._("There is nothing in the first sheet."),
        "protected": lambda: env._("The workbook is protected by a password. Take it away and save the file again."),
        "web_page": lambda: env._(
            "This is a web page with the name of a workbook, as other systems export it. Open it in Excel or WPS and "
            "save it as .xlsx."
        ),
        "other_program": lambda: env._("Workbooks of this kind are not read. Save it as .xlsx or .csv."),
        "no_workbook": lambda: env._("This is neither an .xlsx workbook nor a .csv file."),
        "only_workbook": lambda: env._("This is no .xlsx workbook. Fill in the template, and send that."),
        "damaged": lambda: env._("The file is damaged. Save it again and send it once more."),
        "program": lambda: env._(
            "The workbook carries programs or embedded objects. Save it as plain .xlsx without macros."
        ),
        "entities": lambda: env._(
            "The workbook declares XML entities, which no spreadsheet program does. It was not opened."
        ),
        "form_encoding": lambda: env._(
            "The form is not in UTF-8. Open it in the editor of appointment forms, and save it again."
        ),
        "form_entities": lambda: env._("The form declares XML entities, which no form does. It was not opened."),
        "form_too_much": lambda: env._("The form has more than %(limit)s parts. It was not read.", **figures),
        "form_text": lambda: env._(
            "“%(name)s” of the form holds more than %(limit)s characters. It was not read.", **figures
        ),
        "form_twice": lambda: env._("“%(name)s” stands twice in the form. It was not read.", **figures),
        "no_xml": lambda: env._("This is no form (.lrmx), or it is damaged. Save it again in the editor of forms."),
        "no_form": lambda: env._("This is no appointment form: it begins with “%(name)s”.", **figures),
        "no_photograph": lambda: env._("What stands as the photograph is no picture that can be opened."),
        "too_many_forms": lambda: env._("The package holds more than %(limit)s files. Split it.", **figures),
        "no_forms": lambda: env._("There is no form (.lrmx) in the package."),
        "locked": lambda: env._("The package is protected by a password. Take it away and send it again."),
        "encoding": lambda: env._("The text is neither UTF-8 nor GB18030. Save it as .xlsx."),
    }
    return reasons[refused.code]()
