/* What somebody types or pastes into a table of numbers, on any of our grids. */

/** A Chinese keyboard may give the wide figures and the full stop of its own. */
export function plain(text) {
    const narrow = text.trim().replace(/[０-９]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));
    return narrow.replace(/[。．]/, ".");
}

/** A block copied from a spreadsheet: [[text of each cell] of each line], or null when it is a single text. */
export function pastedBlock(event) {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.trim())) {
        return null;
    }
    event.preventDefault();
    return text
        .replace(/\r/g, "")
        .replace(/\n$/, "")
        .split("\n")
        .map((line) => line.split("\t"));
}

/** [down, right] that a key moves to as on a sheet, or null; a text that is selected whole is left by either arrow. */
export function stepOf(event) {
    const { selectionStart: start, selectionEnd: end, value } = event.target;
    const whole = start === 0 && end === value.length;
    const steps = {
        Enter: [1, 0],
        ArrowDown: [1, 0],
        ArrowUp: [-1, 0],
        ArrowRight: (whole || start === value.length) && [0, 1],
        ArrowLeft: (whole || end === 0) && [0, -1],
    };
    return steps[event.key] || null;
}
