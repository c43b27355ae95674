"""Where does a page of a form end?  The printer does not know; here it is counted, so that nothing is ever cut off.

The printer that Debian ships (wkhtmltopdf without Qt patches) neither repeats the heading of a table on the next page
nor keeps a row together. The texts are Chinese, every character is one square, and how many lines a cell takes can be
counted. A row goes to the next page as a whole; one that is much higher is parted, and both parts say so.
"""

from dataclasses import replace

from .sheet import LINE, ROW, Cell, Column, Fact, Page, Sheet, cut, lines

GOES_ON, GONE_ON = "\uff08转下页\uff09", "\uff08续\uff09"
FACT_LINES = 12
"""A fact of more lines leaves the grid for a page of its own."""
TALL = 18
"""Lines of a row that may be parted to fill a page."""
FURTHER = 14.0
"""Height of the title of a further page in mm."""


def paginate(sheet):
    """``sheet`` cut into pages, and the sheets that its overlong facts need. A sheet that has its pages keeps them.

    >>> [form] = paginate(Sheet("表", columns=(Column("甲", 100),), rows=tuple((Cell(str(n)),) for n in range(60))))
    >>> [len(page.rows) for page in form.pages]
    [27, 28, 5]
    """
    if sheet.pages:
        return [sheet]
    sheet, annexes = _annexes(sheet)
    blanks = (tuple(Cell() for _column in sheet.columns),) * max(0, sheet.blank_rows - len(sheet.rows))
    rows, texts = _unmerge((*sheet.rows, *blanks))
    pages, rests = _filled(sheet, _flow(sheet, rows), texts)
    if any(rests.values()):
        # What does not fit beside the rows stands below them. Such a row moves no other one, so the second rests hold.
        _pages, rests = _filled(sheet, _flow(sheet, [*rows, _rest_row(sheet, rests)]), texts)
        pages, _rests = _filled(sheet, _flow(sheet, [*rows, _rest_row(sheet, rests)]), texts)
    pages = tuple(replace(page, number=number, count=len(pages)) for number, page in enumerate(pages, 1))
    return [replace(sheet, pages=pages), *annexes]


# -- facts ---------------------------------------------------------------------------------------------------------
def _annexes(sheet):
    """Facts longer than the grid can hold go to sheets of their own."""
    spans = {fact: span for row in sheet.fact_rows for fact, span in row}
    long = [fact for fact in sheet.facts if lines(fact.value, sheet.value_width(spans[fact])) > FACT_LINES]
    if not long:
        return sheet, []
    facts = tuple(replace(fact, value="见附页") if fact in long else fact for fact in sheet.facts)
    named = tuple(Fact(fact.label, fact.value) for fact in sheet.facts if fact not in long and not fact.whole)[:2]
    annexes = [
        found
        for fact in long
        for found in paginate(
            Sheet(
                f"{sheet.title}\uff08附页\uff09",
                organ=sheet.organ,
                facts=named,
                columns=(Column(fact.label, 100),),
                rows=((Cell(fact.value),),),
            )
        )
    ]
    return replace(sheet, facts=facts), annexes


# -- merged cells --------------------------------------------------------------------------------------------------
def _unmerge(rows):
    """Rows without the texts of their merged cells, and these texts by (column, number)."""
    rows, texts = [list(row) for row in rows], {}
    for column in range(len(rows[0]) if rows else 0):
        number = 0
        for at, row in enumerate(rows):
            cell = row[column]
            if cell.span > 1:
                number = at + 1
                texts[column, number] = cell
            if cell.span != 1:
                row[column] = Cell(span=1, align=cell.align, merged=number)
    return [tuple(row) for row in rows], texts


def _filled(sheet, pages, texts):
    """Pages with the merged cells put together again, and what of their texts found no room beside its rows."""
    rests = {key: cell.text for key, cell in texts.items()}
    return [replace(page, rows=_merge(sheet, page.rows, rests, texts)) for page in pages], rests


def _merge(sheet, rows, rests, texts):
    rows = [list(row) for row in rows]
    for column, head in enumerate(sheet.columns):
        at = 0
        while at < len(rows):
            number, end = rows[at][column].merged, at + 1
            while number and end < len(rows) and rows[end][column].merged == number:
                end += 1
            if number:
                key = column, number
                room = int((sum(height(row, sheet) for row in rows[at:end]) - ROW) / LINE)
                begun = rests[key] != texts[key].text
                text, rests[key] = _part(rests[key], sheet.mm(head), max(1, room), begun)
                rows[at][column] = replace(texts[key], text=text, span=end - at)
                for covered in rows[at + 1 : end]:
                    covered[column] = Cell(span=0)
            at = end
    return tuple(tuple(row) for row in rows)


def _rest_row(sheet, rests):
    left = {column: GONE_ON + text for (column, _number), text in rests.items() if text}
    return tuple(Cell(left.get(column, "")) for column in range(len(sheet.columns)))


def _part(text, width, limit, begun):
    """``limit`` lines of a text, marked where it goes on, and the rest."""
    mark = GONE_ON if begun and text else ""
    if lines(mark + text, width) <= limit:
        return mark + text, ""
    shown, rest = cut(mark + text, width, max(1, limit - 1))
    if len(shown) <= len(mark):
        return "", text
    return shown + GOES_ON, rest


# -- rows ----------------------------------------------------------------------------------------------------------
def height(row, sheet):
    """Height of a row in mm."""
    most = max(
        lines(cell.text, sheet.mm(column)) for cell, column in zip(row, sheet.columns, strict=True) if cell.span == 1
    )
    return max(most * LINE + ROW, sheet.row_height)


def _parted(row, sheet, limit):
    """The first ``limit`` lines of a row and the rest of it; both say that they belong together."""
    first, second = [], []
    for cell, column in zip(row, sheet.columns, strict=True):
        if lines(cell.text, sheet.mm(column)) <= limit:
            shown, rest = cell.text, ""
        else:
            shown, rest = cut(cell.text, sheet.mm(column), max(1, limit - 1))
            shown, rest = shown + GOES_ON, GONE_ON + rest
        first.append(replace(cell, text=shown))
        second.append(replace(cell, text=rest))
    return tuple(first), tuple(second)


# -- pages ---------------------------------------------------------------------------------------------------------
class _Paper:
    """The page that is being filled and those that are full."""

    def __init__(self, sheet):
        self.sheet, self.pages = sheet, []
        self.begin(_above(sheet))

    def begin(self, used=FURTHER):
        self.room = self.sheet.paper_height - used
        self.fresh = bool(self.pages)
        self.lead, self.rows, self.foot, self.table, self.tail = [], [], [], False, False

    def turn(self):
        self.end()
        self.begin()

    def end(self):
        rows = tuple(self.rows)
        self.pages.append(Page(0, 0, tuple(self.lead), rows, self.table, tuple(self.foot), self.tail))

    def pour(self, paragraphs, into):
        """Running text: a paragraph too long for the page goes on on the next one."""
        width = self.sheet.paper_width
        for paragraph in paragraphs:
            rest = paragraph
            while rest:
                fits = int(self.room / LINE)
                if fits < min(2, lines(rest, width)):
                    self.turn()
                    continue
                shown, rest = cut(rest, width, fits)
                getattr(self, into).append(shown)
                self.room -= lines(shown, width) * LINE + 1

    def head(self):
        """The heading of the table, with room for a row below it."""
        need = _heading(self.sheet)
        if self.room < need + max(self.sheet.row_height, 2 * LINE):
            self.turn()
        self.table, self.room = True, self.room - need

    def add(self, row):
        need = height(row, self.sheet)
        if need > self.room:
            tall = need > TALL * LINE
            fits = int((self.room - ROW) / LINE)
            if tall and fits >= 6:
                first, rest = _parted(row, self.sheet, fits)
                self.rows.append(first)
                self.turn()
                self.head()
                self.add(rest)
                return
            if self.rows or not self.fresh:
                self.table = bool(self.rows)  # no heading without a row below it
                self.turn()
                self.head()
                self.add(row)
                return
        self.rows.append(row)
        self.room -= need

    def finish(self):
        """Notes and signatures; they do not stand alone where a row can go with them."""
        below = _below(self.sheet)
        if below > self.room and below < self.sheet.paper_height / 3 and len(self.rows) > 1:
            row = self.rows.pop()
            self.turn()
            self.head()
            self.add(row)
        self.pour(self.sheet.foot, "foot")
        if self.sheet.signs or self.sheet.seal:
            if self.room < _tail(self.sheet):
                self.turn()
            self.tail = True
        self.end()
        return self.pages


def _flow(sheet, rows):
    paper = _Paper(sheet)
    paper.pour(sheet.lead, "lead")
    if sheet.columns:
        paper.head()
        for row in rows:
            paper.add(row)
    return paper.finish()


def _heading(sheet):
    most = max(lines(column.label, sheet.mm(column)) for column in sheet.columns)
    return most * LINE + ROW + (LINE + ROW if sheet.grouped else 0)


def _above(sheet):
    """Height of what stands above text and table on the first page."""
    facts = sum(
        max(max(lines(fact.label, 20), lines(fact.value, sheet.value_width(span))) for fact, span in row) * LINE + ROW
        for row in sheet.fact_rows
    )
    basics = sum(max(lines(fact.value, 28) for fact in row) * LINE + ROW for row in sheet.basic_rows)
    lines_above = bool(sheet.label) + bool(sheet.subtitle) + bool(sheet.salute)
    return 12 * len(sheet.title_lines) + 8 + 8 * lines_above + facts + basics


def _tail(sheet):
    return (14 if sheet.signs else 0) + (10 + LINE * len(sheet.seal) if sheet.seal else 0)


def _below(sheet):
    return sum(lines(part, sheet.paper_width) * LINE + 1 for part in sheet.foot) + _tail(sheet) + 4
