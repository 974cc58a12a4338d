// A list of any length of which only the rows in sight exist. Rows are keyed: a row keeps its
// element while it is in sight, so that the pointer and the screen reader keep their place.

const rowsBeyond = 6;

/** Shows ids as rows; `makeRow(id)` makes an element, `paintRow(element, id, index)` fills it. */
export class WindowedList {
    #viewport;
    #canvas;
    #makeRow;
    #paintRow;
    #rowHeight;
    #ids = [];
    #rows = new Map();

    constructor({ viewport, canvas, rowHeight, makeRow, paintRow }) {
        this.#viewport = viewport;
        this.#canvas = canvas;
        this.#rowHeight = rowHeight;
        this.#makeRow = makeRow;
        this.#paintRow = paintRow;
        viewport.addEventListener("scroll", () => this.paint(), { passive: true });
        new ResizeObserver(() => this.paint()).observe(viewport);
    }

    /** Shows these ids, in this order. */
    setIDs(ids) {
        this.#ids = ids;
        this.#canvas.style.blockSize = `${ids.length * this.#rowHeight()}px`;
        this.paint();
    }

    /** Paints the rows in sight. */
    paint() {
        const [first, last] = this.#range();
        const inSight = new Set(this.#ids.slice(first, last));
        for (const [id, row] of this.#rows) {
            if (!inSight.has(id)) {
                row.remove();
                this.#rows.delete(id);
            }
        }
        for (let index = first; index < last; index += 1) {
            this.#paintAt(index);
        }
    }

    #range() {
        const height = this.#rowHeight();
        const top = Math.floor(this.#viewport.scrollTop / height);
        const count = Math.ceil(this.#viewport.clientHeight / height);
        const first = Math.max(0, top - rowsBeyond);
        return [first, Math.min(this.#ids.length, top + count + rowsBeyond)];
    }

    #paintAt(index) {
        const id = this.#ids[index];
        let row = this.#rows.get(id);
        if (!row) {
            row = this.#makeRow(id);
            this.#rows.set(id, row);
            this.#canvas.append(row);
        }
        const transform = `translateY(${index * this.#rowHeight()}px)`;
        if (row.style.transform !== transform) {
            row.style.transform = transform;
        }
        this.#paintRow(row, id, index);
    }

    /** Makes all rows anew, for another language. */
    clear() {
        this.#rows.forEach((row) => row.remove());
        this.#rows.clear();
    }

    /** Brings an id into sight, as little as needed. */
    reveal(id) {
        const index = this.#ids.indexOf(id);
        if (index < 0) {
            return;
        }
        // The heading stays above the rows: it covers as much as the rows begin below it.
        const top = index * this.#rowHeight();
        const bottom = this.#canvas.offsetTop + top + this.#rowHeight();
        if (top < this.#viewport.scrollTop) {
            this.#viewport.scrollTop = top;
        } else if (bottom > this.#viewport.scrollTop + this.#viewport.clientHeight) {
            this.#viewport.scrollTop = bottom - this.#viewport.clientHeight;
        }
        this.paint();
    }
}
