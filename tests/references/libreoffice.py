#!/usr/bin/python3
"""What LibreOffice puts on the clipboard, for tests/fixtures/pastes/libreoffice-*, and the files it writes, for
tests/fixtures/files.

Builds small sheets and documents in a running LibreOffice, copies them, and writes both flavours as they lie on the
clipboard. The expected rows beside them are written by hand.

    apt-get install libreoffice-calc libreoffice-writer python3-uno xvfb xclip
    xvfb-run -a /usr/bin/python3 tests/references/libreoffice.py [name ...]

Made with LibreOffice 7.4.7.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.awt.FontSlant import ITALIC
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale
from com.sun.star.table.CellHoriJustify import RIGHT

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "fixtures"
PASTES = FIXTURES / "pastes"


def start():
    """LibreOffice with a profile of its own, and its desktop."""
    profile = tempfile.mkdtemp()
    pipe = "effect-size-pastes"
    process = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;", "--norestore",
         "--nologo", "--nodefault", "--nofirststartwizard"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:
            time.sleep(0.5)
    else:
        raise SystemExit("LibreOffice did not start")
    return process, profile, context


class Office:
    def __init__(self, context):
        manager = context.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)

    def open(self, kind):
        return self.desktop.loadComponentFromURL(f"private:factory/{kind}", "_blank", 0, ())

    def do(self, document, command):
        self.dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())

    def keep(self, document, name):
        """Copies what is selected and writes both flavours."""
        self.do(document, "Copy")
        time.sleep(0.5)
        folder = PASTES / name
        folder.mkdir(parents=True, exist_ok=True)
        for target, file in (("text/html", "clipboard.html"), ("text/plain;charset=utf-8", "clipboard.txt")):
            read = subprocess.run(["xclip", "-selection", "clipboard", "-t", target, "-o"], capture_output=True, timeout=20)
            if read.returncode != 0:
                raise SystemExit(f"{name}: {target}: {read.stderr.decode()}")
            (folder / file).write_bytes(read.stdout.rstrip(b"\0"))  # the end of a C string
            print(f"{name}/{file}: {len(read.stdout)} bytes")
        document.close(True)


def fill(sheet, lines):
    for y, line in enumerate(lines):
        for x, value in enumerate(line):
            cell = sheet.getCellByPosition(x, y)
            if isinstance(value, (int, float)):
                cell.setValue(value)
            elif value:
                cell.setString(value)


def formatted(document, sheet, area, code, locale):
    formats = document.NumberFormats
    key = formats.queryKey(code, locale, False)
    if key < 0:
        key = formats.addNew(code, locale)
    sheet.getCellRangeByName(area).NumberFormat = key


def calc(office, name, lines, dress=lambda document, sheet: None, area=None):
    document = office.open("scalc")
    sheet = document.Sheets.getByIndex(0)
    fill(sheet, lines)
    dress(document, sheet)
    columns = max(len(line) for line in lines)
    chosen = sheet.getCellRangeByName(area) if area else sheet.getCellRangeByPosition(0, 0, columns - 1, len(lines) - 1)
    document.CurrentController.select(chosen)
    office.keep(document, name)


def writer_table(office, name, lines, dress=lambda document, table: None, before="", after=""):
    document = office.open("swriter")
    text = document.Text
    cursor = text.createTextCursor()
    if before:
        text.insertString(cursor, before, False)
        text.insertControlCharacter(cursor, 0, False)
    table = document.createInstance("com.sun.star.text.TextTable")
    table.initialize(len(lines), max(len(line) for line in lines))
    text.insertTextContent(cursor, table, False)
    for y, line in enumerate(lines):
        for x, value in enumerate(line):
            table.getCellByPosition(x, y).setString(value)
    if after:
        cursor.gotoEnd(False)
        text.insertString(cursor, after, False)
    dress(document, table)
    office.do(document, "SelectAll")
    # the first two reach the table's cells only, where the cursor stands in one
    office.do(document, "SelectAll")
    office.do(document, "SelectAll")
    office.keep(document, name)


ENGLISH, GERMAN, FRENCH = Locale("en", "US", ""), Locale("de", "DE", ""), Locale("fr", "FR", "")


def events(office):
    calc(office, "libreoffice-calc-events", [
        ["Study", "Events 1", "N 1", "Events 2", "N 2"],
        ["Stålberg 2008", 19, 50, 7, 50],
        ["Lin 2005", 77, 174, 18, 146],
        ["O'Neill & Park 2011", 4, 1210, 9, 1198],
    ], lambda document, sheet: formatted(document, sheet, "B2:E4", "#,##0", ENGLISH))


def german(office):
    def dress(document, sheet):
        formatted(document, sheet, "B2:C4", "0,0", GERMAN)
        formatted(document, sheet, "E2:F4", "0,0", GERMAN)
        formatted(document, sheet, "D2:D4", "#.##0", GERMAN)
        formatted(document, sheet, "G2:G4", "#.##0", GERMAN)
    calc(office, "libreoffice-calc-german", [
        ["Studie", "MW Intervention", "SD Intervention", "n Intervention", "MW Kontrolle", "SD Kontrolle", "n Kontrolle"],
        ["Müller 2004", 5.2, 1.1, 40, 4.8, 1.3, 38],
        ["Groß 2010", 6.0, 2.0, 1250, 5.5, 2.1, 1245],
        ["Weiß 2012", -0.3, 1.4, 61, 0.4, 1.5, 60],
    ], dress)


def merged(office):
    def dress(document, sheet):
        for area in ("A1:A2", "B1:D1", "E1:G1"):
            sheet.getCellRangeByName(area).merge(True)
        formatted(document, sheet, "B3:C4", "0.0", ENGLISH)
        formatted(document, sheet, "E3:F4", "0.0", ENGLISH)
    calc(office, "libreoffice-calc-two-level-header", [
        ["Study", "Experimental", "", "", "Control", "", ""],
        ["", "Mean", "SD", "Total", "Mean", "SD", "Total"],
        ["Adams 1999", 12.0, 3.4, 30, 14.1, 3.9, 31],
        ["Brown 2003", 11.5, 2.8, 52, 12.9, 3.0, 50],
    ], dress)


def hidden(office):
    def dress(document, sheet):
        sheet.Rows.getByIndex(2).IsVisible = False
        sheet.Columns.getByIndex(1).IsVisible = False
    calc(office, "libreoffice-calc-hidden", [
        ["Study", "Internal id", "Events 1", "N 1", "Events 2", "N 2"],
        ["Adams 1999", "a-17", 12, 50, 5, 48],
        ["Excluded 2000", "a-18", 1, 9, 8, 9],
        ["Brown 2003", "a-19", 30, 120, 41, 118],
    ], dress)


def line_break(office):
    calc(office, "libreoffice-calc-line-break", [
        ["Study", "Events\nintervention", "Total\nintervention", "Events\ncontrol", "Total\ncontrol", "Note"],
        ["Adams\n1999", 12, 50, 5, 48, 'called "pilot" in\nthe registry'],
        ["Brown 2003", 30, 120, 41, 118, "a; b\tc"],
    ])


def rows_spanned(office):
    def dress(document, sheet):
        sheet.getCellRangeByName("A2:A3").merge(True)
        sheet.getCellRangeByName("A2:A3").HoriJustify = RIGHT
    calc(office, "libreoffice-calc-spanned-study", [
        ["Study", "Outcome", "Events 1", "N 1", "Events 2", "N 2"],
        ["Adams 1999", "death", 12, 50, 5, 48],
        ["", "stroke", 3, 50, 2, 48],
        ["Brown 2003", "death", 30, 120, 41, 118],
    ], dress)


def transposed(office):
    calc(office, "libreoffice-calc-transposed", [
        ["", "Adams 1999", "Brown 2003", "Clark 2007"],
        ["Events intervention", 12, 30, 8],
        ["N intervention", 50, 120, 77],
        ["Events control", 5, 41, 15],
        ["N control", 48, 118, 75],
    ])


def writer_means(office):
    def dress(document, table):
        cell = table.getCellByPosition(0, 1)
        cursor = cell.createTextCursor()
        cursor.gotoEnd(False)
        cursor.CharEscapement = 33
        cursor.CharEscapementHeight = 58
        cell.insertString(cursor, "a", False)
        heading = table.getCellByPosition(1, 0).createTextCursor()
        heading.gotoEnd(True)
        heading.CharPosture = ITALIC
    writer_table(office, "libreoffice-writer-means", [
        ["Study", "Treatment, mean (SD)", "Treatment, n", "Control, mean (SD)", "Control, n"],
        ["Adams 1999", "5.2 (1.1)", "40", "4.8 (1.3)", "38"],
        ["Brown 2003", "6.1\u00a0±\u00a01.2", "55", "5.9\u00a0±\u00a01.4", "54"],
        ["Clark 2007", "\u22120.3 (0.9)", "21", "0.4 (1.0)", "20"],
    ], dress)


def writer_tabs(office):
    document = office.open("swriter")
    lines = ["Study\tEvents 1\tN 1\tEvents 2\tN 2", "Adams 1999\t12\t50\t5\t48", "Brown 2003\t30\t120\t41\t118"]
    cursor = document.Text.createTextCursor()
    for i, line in enumerate(lines):
        if i > 0:
            document.Text.insertControlCharacter(cursor, 0, False)
        document.Text.insertString(cursor, line, False)
    office.do(document, "SelectAll")
    office.keep(document, "libreoffice-writer-tabs")


def writer_merged(office):
    def dress(document, table):
        for first, last in (("B1", "D1"), ("C1", "E1")):
            cursor = table.createCursorByCellName(first)
            cursor.gotoCellByName(last, True)
            cursor.mergeRange()
    writer_table(office, "libreoffice-writer-two-level-header", [
        ["Study", "Experimental", "", "", "Control", "", ""],
        ["", "Mean", "SD", "Total", "Mean", "SD", "Total"],
        ["Adams 1999", "12.0", "3.4", "30", "14.1", "3.9", "31"],
        ["Brown 2003", "11.5", "2.8", "52", "12.9", "3.0", "50"],
    ], dress)


def files(office):
    """A workbook whose table is on its second sheet, and the same as other programs' files."""
    folder = FIXTURES / "files"
    folder.mkdir(exist_ok=True)
    document = office.open("scalc")
    document.Sheets.getByIndex(0).Name = "Read me"
    document.Sheets.getByIndex(0).getCellByPosition(0, 0).setString("Extracted by two people.")
    document.Sheets.insertNewByName("Trials", 1)
    sheet = document.Sheets.getByIndex(1)
    fill(sheet, [
        ["Study", "Code", "Mean 1", "SD 1", "n 1", "Mean 2", "SD 2", "n 2", "Improved"],
        ["Adams 1999", "a-17", 12.0, 3.4, 1030, 14.1, 3.9, 1031, 0.24],
        ["Excluded 2000", "a-18", 1, 1, 9, 8, 1, 9, 0.5],
        ["Brown\n2003", "a-19", 11.5, 2.8, 52, 12.9, 3.0, 50, 0.4],
    ])
    for area in ("C2:D4", "F2:G4"):
        formatted(document, sheet, area, "0.0", ENGLISH)
    for area in ("E2:E4", "H2:H4"):
        formatted(document, sheet, area, "#,##0", ENGLISH)
    formatted(document, sheet, "I2:I4", "0%", ENGLISH)
    sheet.Rows.getByIndex(2).IsVisible = False
    sheet.Columns.getByIndex(1).IsVisible = False
    for name, kind in (("trials.xlsx", "Calc MS Excel 2007 XML"), ("trials.ods", "calc8"), ("trials.xls", "MS Excel 97")):
        chosen = PropertyValue()
        chosen.Name, chosen.Value = "FilterName", kind
        document.storeToURL(f"file://{folder / name}", (chosen,))
    document.close(True)
    document = office.open("swriter")
    document.Text.setString("Adams 1999")
    chosen = PropertyValue()
    chosen.Name, chosen.Value = "FilterName", "MS Word 2007 XML"
    document.storeToURL(f"file://{folder / 'report.docx'}", (chosen,))
    document.close(True)


ALL = [events, german, merged, hidden, line_break, rows_spanned, transposed, writer_means, writer_tabs, writer_merged, files]


def main():
    process, profile, context = start()
    try:
        office = Office(context)
        for make in ALL:
            if len(sys.argv) == 1 or make.__name__ in sys.argv[1:]:
                make(office)
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(profile, ignore_errors=True)


main()
