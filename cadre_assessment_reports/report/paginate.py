"""End the pages of a form line by line, so that nothing is cut off and no row stands alone.

A row goes to the next page as a whole, or is parted where the page would stay emptier than a sixth; both parts say so,
and the second one repeats what is short (name, points). Forms made to be written on give way: their rows become lower
and lose blank lines before a page is begun for a few of them.
"""

from dataclasses import replace
from itertools import product

from .lines import CELL, cut, lines, ruled
from .sheet import LINE, NARROW, NOTE, NOTE_LINE, ROW, Cell, Column, Fact, Page, Sheet, set_in

GOES_ON, GONE_ON, INDENT = "\uff08转下页\uff09", "\uff08续\uff09", "\u3000\u3000"
FACT_LINES = 12
"""A fact of more lines leaves the grid for a page of its own."""
FURTHER = 10.0
"""Height of the title of a further page in mm."""
GAP = 6
"""A page may stay empty by one part in so many at its end."""
REPEATED = 3
"""Lines of a cell that is printed again beside the rest of its row."""
LOWER = (1, 0.85, 0.7, 0.55)
"""How much of their height rows may keep, where that saves a page."""


def paginate(sheet):
    """``sheet`` cut into pages, and the sheets that its overlong facts need. A sheet that has its pages keeps them.

    >>> [form] = paginate(Sheet("表", columns=(Column("甲", 100),), rows=tuple((Cell(str(n)),) for n in range(75))))
    >>> [len(page.rows) for page in form.pages]
    [29, 29, 17]
    """
    if sheet.pages:
        return [ruled_sheet(sheet)]
    sheet, annexes = _annexes(sheet)
    return [ruled_sheet(_fitted(sheet)), *annexes]


def _fitted(sheet):
    """As it is wanted, or with lower rows and fewer blank ones where the last page would hold next to nothing."""
    pages, used = _pages(sheet)
    if len(pages) == 1 or used > sheet.paper_height / 3:
        return replace(sheet, pages=pages)
    best = replace(sheet, pages=pages)
    for tight, blanks, part in product(
        (False, True), (sheet.blank_rows, 0) if sheet.rows else (sheet.blank_rows,), LOWER
    ):
        tried = replace(sheet, blank_rows=blanks, row_height=sheet.row_height * part, tight=tight)
        pages, _used = _pages(tried)
        if len(pages) < len(best.pages):
            return replace(tried, pages=pages)
    return best


def _pages(sheet):
    """(pages, height in mm used on the last one)."""
    blanks = (tuple(Cell() for _column in sheet.columns),) * max(0, sheet.blank_rows - len(sheet.rows))
    rows, texts = _unmerge(sheet, (*sheet.rows, *blanks))
    pages, rests, used = _filled(sheet, rows, texts)
    if any(rests.values()):
        # What does not fit beside the rows stands below them. Such a row moves no other one, so the second rests hold.
        _pages, rests, _used = _filled(sheet, [*rows, _rest_row(sheet, rests)], texts)
        pages, _rests, used = _filled(sheet, [*rows, _rest_row(sheet, rests)], texts)
    last = len(pages)
    return tuple(replace(page, number=n, count=last, first=n == 1) for n, page in enumerate(pages, 1)), used


# -- facts ---------------------------------------------------------------------------------------------------------
def _annexes(sheet):
    """Facts longer than the grid can hold go to sheets of their own, which are counted with this one."""
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
                joined=True,
            )
        )
    ]
    return replace(sheet, facts=facts), annexes


# -- merged cells --------------------------------------------------------------------------------------------------
def _unmerge(sheet, rows):
    """Rows without the texts of their merged cells, and these texts by (column, number).

    Rows grow where a short text beside them needs more room than they have.
    """
    rows, texts = [list(row) for row in rows], {}
    heights = [height(row, sheet) for row in rows]
    for column in range(len(rows[0]) if rows else 0):
        number = 0
        for at, row in enumerate(rows):
            cell = row[column]
            if cell.span > 1:
                number = at + 1
                texts[column, number] = cell
            if cell.span != 1:
                row[column] = Cell(span=1, align=cell.align, merged=number)
        for (where, first), cell in texts.items():
            if where == column:
                beside = slice(first - 1, first - 1 + cell.span)
                need = lines(cell.text, sheet.mm(sheet.columns[column])) * LINE + sheet.row_edge
                more = (need - sum(heights[beside])) / cell.span
                if more > 0 and need < sheet.paper_height / 3:
                    heights[beside] = [one + more for one in heights[beside]]
                    for at in range(first - 1, first - 1 + cell.span):
                        rows[at][column] = replace(rows[at][column], least=heights[at])
    return [tuple(row) for row in rows], texts


def _filled(sheet, rows, texts):
    """Pages with the merged cells put together again, and what of their texts found no room beside its rows."""
    pages, used = _flow(sheet, rows)
    rests = {key: cell.text for key, cell in texts.items()}
    return [replace(page, rows=_merge(sheet, page, rests, texts)) for page in pages], rests, used


def _merge(sheet, page, rests, texts):
    rows = [list(row) for row in page.rows]
    for column, head in enumerate(sheet.columns):
        at, width = 0, sheet.mm(head)
        while at < len(rows):
            number, end = rows[at][column].merged, at + 1
            while number and end < len(rows) and rows[end][column].merged == number:
                end += 1
            if number:
                key = column, number
                room = max(1, int((sum(page.heights[at:end]) - sheet.row_edge + 0.01) / LINE))
                whole = texts[key].text
                if not rests[key] and whole and lines(whole + GONE_ON, width) <= room:
                    text = whole + GONE_ON  # said again beside the rows of the next page
                else:
                    text, rests[key] = _part(rests[key], width, room, rests[key] != whole)
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
    most = max(set_in(cell, sheet.mm(one))[0] for cell, one in zip(row, sheet.columns, strict=True) if cell.span == 1)
    return round(max(most * LINE + sheet.row_edge, sheet.row_height, *(cell.least for cell in row)), 2)


def _parted(row, sheet, limit):
    """The first ``limit`` lines of a row and the rest of it; both say that they belong together."""
    first, second = [], []
    for cell, column in zip(row, sheet.columns, strict=True):
        width = sheet.mm(column)
        many, _size = set_in(cell, width)
        if many <= limit:
            shown, rest = cell.text, cell.text + GONE_ON if cell.text and many <= REPEATED else ""
        else:
            shown, rest = cut(cell.text, width, max(1, limit - 1))
            shown, rest = shown + GOES_ON, GONE_ON + rest
        first.append(replace(cell, text=shown))
        second.append(replace(cell, text=rest.replace(GONE_ON * 2, GONE_ON)))
    return tuple(first), tuple(second)


# -- pages ---------------------------------------------------------------------------------------------------------
class _Paper:
    """The page that is being filled and those that are full."""

    def __init__(self, sheet):
        self.sheet, self.pages = sheet, []
        self.begin(above(sheet))

    def begin(self, used=None):
        self.room = self.sheet.paper_height - (FURTHER + each_page(self.sheet) if used is None else used)
        self.fresh = bool(self.pages)
        self.lead, self.rows, self.foot, self.table, self.tail = [], [], [], False, False

    def turn(self):
        self.end()
        self.begin()

    def end(self):
        heights = tuple(height(row, self.sheet) for row in self.rows)
        self.pages.append(
            Page(0, 0, tuple(self.lead), tuple(self.rows), heights, self.table, tuple(self.foot), self.tail)
        )

    def pour(self, paragraphs, into, size=1.0, line=LINE):
        """Running text: a paragraph too long for the page goes on on the next one."""
        width = self.sheet.paper_width + CELL
        for paragraph in paragraphs:
            rest = paragraph
            while rest:
                fits = int((self.room - 1) / line)
                if fits < min(2, lines(rest, width, size)):
                    self.turn()
                    continue
                shown, rest = cut(rest, width, fits, size)
                getattr(self, into).append(shown)
                self.room -= lines(shown, width, size) * line + 1

    def head(self):
        """The heading of the table, with room for a row below it."""
        need = sum(self.sheet.head_heights)
        if self.room < need + max(self.sheet.row_height, 2 * LINE):
            self.turn()
        self.table, self.room = True, self.room - need

    def add(self, row):
        need = height(row, self.sheet)
        if need > self.room:
            first, rest = self.parts(row)
            if first:
                self.rows.append(first)
            elif self.rows or not self.fresh:
                self.table = bool(self.rows)  # no heading without a row below it
            else:
                self.rows.append(row)
                self.room -= need
                return
            self.turn()
            self.head()
            self.add(rest)
            return
        self.rows.append(row)
        self.room -= need

    def parts(self, row):
        """What of a row fills the page, where it would stay too empty, and what comes on the next one."""
        fits = int((self.room - self.sheet.row_edge) / LINE)
        most = max(set_in(one, self.sheet.mm(col))[0] for one, col in zip(row, self.sheet.columns, strict=True))
        worth = self.room > self.sheet.paper_height / GAP or most * LINE + ROW > self.sheet.paper_height / 2
        if fits >= 3 and most > fits and worth:
            return _parted(row, self.sheet, fits)
        return None, row

    def finish(self):
        """Notes and signatures; they do not stand alone where rows can go with them, and no row does."""
        if below(self.sheet) > self.room and below(self.sheet) < self.sheet.paper_height / 3 and len(self.rows) > 1:
            row = self.rows.pop()
            self.turn()
            self.head()
            self.add(row)
        self.accompany()
        if self.sheet.foot:
            self.room -= 1.5
        self.pour(self.sheet.foot, "foot", NOTE, NOTE_LINE)
        if self.sheet.signs or self.sheet.seal:
            if self.room < tail(self.sheet):
                self.turn()
            self.tail = True
        self.end()
        return self.pages, self.sheet.paper_height - self.room

    def accompany(self):
        """The row before a last one that would stand alone on its page comes with it, if it is no large one."""
        before = self.pages[-1] if self.pages else None
        if len(self.rows) != 1 or not before or len(before.rows) < 3:
            return
        row, high = before.rows[-1], before.heights[-1]
        left = self.sheet.paper_height - FURTHER - sum(before.heights)
        if left + high > self.sheet.paper_height / 3 or high > self.room or any(GOES_ON in cell.text for cell in row):
            return
        self.pages[-1] = replace(before, rows=before.rows[:-1], heights=before.heights[:-1])
        self.rows.insert(0, row)
        self.room -= high


def _flow(sheet, rows):
    paper = _Paper(sheet)
    paper.pour([INDENT + part.strip(" ") for part in sheet.lead], "lead")
    if sheet.columns:
        paper.head()
        for row in rows:
            paper.add(row)
    return paper.finish()


# -- heights -------------------------------------------------------------------------------------------------------
def above(sheet):
    """Height in mm of what stands above text and table on the first page."""
    facts = sum(map(sheet.fact_height, sheet.fact_rows)) + sum(map(sheet.basic_height, sheet.basic_rows))
    title = sheet.title_height * len(sheet.title_lines) + 3
    return (
        title
        + each_page(sheet)
        + 7 * bool(sheet.label)
        + 7 * bool(sheet.subtitle)
        + (LINE + 1) * bool(sheet.salute)
        + facts
    )


def each_page(sheet):
    """Height in mm of what is said below the title of every page."""
    return sum(lines(part, sheet.paper_width + CELL) * LINE + 1 for part in sheet.each_page)


def sign_lines(sheet):
    """Lines of the highest of the places to sign."""
    share = sheet.paper_width / max(1, len(sheet.signs))
    return max((lines(one, share) for one in sheet.signs), default=0)


def tail(sheet):
    """Height in mm of seal and signatures."""
    seal = 8 + LINE * sum(lines(part, sheet.paper_width * 0.55) for part in sheet.seal) if sheet.seal else 0
    return seal + (7 + LINE * sign_lines(sheet) if sheet.signs else 0)


def below(sheet):
    """Height in mm of everything below the table."""
    width = sheet.paper_width + CELL
    return sum(lines(part, width, NOTE) * NOTE_LINE + 1 for part in sheet.foot) + tail(sheet) + 2


# -- lines ---------------------------------------------------------------------------------------------------------
def ruled_sheet(sheet):
    """The sheet with the lines of all its texts ended where they were counted to end."""
    spans = {fact: span for row in sheet.fact_rows for fact, span in row}
    label = sheet.label_share * sheet.paper_width / 100 + CELL - NARROW
    facts = tuple(
        replace(fact, label=ruled(fact.label, label), value=ruled(fact.value, sheet.value_width(spans[fact])))
        for fact in sheet.facts
    )
    share = sheet.paper_width / max(1, len(sheet.signs))
    return replace(
        sheet,
        facts=facts,
        columns=tuple(replace(one, label=ruled(one.label, sheet.mm(one) + CELL - NARROW)) for one in sheet.columns),
        each_page=tuple(ruled(part, sheet.paper_width + CELL) for part in sheet.each_page),
        signs=tuple(ruled(one, share) for one in sheet.signs),
        seal=tuple(ruled(one, sheet.paper_width * 0.55) for one in sheet.seal),
        pages=tuple(_ruled_page(page, sheet) for page in sheet.pages),
    )


def _ruled_page(page, sheet):
    width = sheet.paper_width + CELL
    return replace(
        page,
        lead=tuple(ruled(part, width) for part in page.lead),
        rows=tuple(
            tuple(_ruled_cell(cell, sheet.mm(column)) for cell, column in zip(row, sheet.columns, strict=True))
            for row in page.rows
        ),
        foot=tuple(ruled(part, width, NOTE) for part in page.foot),
        boxes=tuple(box.ruled() for box in page.boxes),
    )


def _ruled_cell(cell, width):
    _lines, size = set_in(cell, width)
    return replace(cell, text=ruled(cell.text, width, size), size=size)
