// Dragging visits on the board: at once with a mouse, after a long press with a finger; Escape lets go. Swipes turn the day.
(() => {
  "use strict";
  const { days, make } = window.receptionist;

  const STEP = 15;
  const HOLD = 350;
  const SLOP = 6;
  const SWIPE = 60;

  // `extent()` is the board's first and last minute; `drop` gets the block, the technician and the minute.
  function draggable(board, { extent, drop, turn }) {
    let held = null;

    const columnAt = (x) =>
      [...board.querySelectorAll(".lane")].find((lane) => {
        const box = lane.getBoundingClientRect();
        return x >= box.left && x < box.right;
      });

    function place(event) {
      const lane = columnAt(event.clientX) || held.lane;
      const box = lane.getBoundingClientRect();
      const [from, to] = extent();
      const top = event.clientY - held.grip - box.top;
      const minute = from + (top / box.height) * (to - from);
      held.minute = Math.max(from, Math.min(to - held.length, Math.round(minute / STEP) * STEP));
      held.lane = lane;
      held.mark.style.setProperty("--from", held.minute - from);
      held.mark.firstChild.textContent = days.clock(held.minute);
      if (held.mark.parentElement !== lane) lane.append(held.mark);
      held.moved = true;
    }

    function begin() {
      held.active = true;
      held.block.classList.add("dragging");
      held.mark = make("div", { class: "drop-mark", "aria-hidden": "true" }, make("span", {}));
      held.mark.style.setProperty("--length", held.length);
      held.lane.append(held.mark);
      held.block.setPointerCapture(held.pointer);
    }

    function letGo() {
      if (!held) return;
      clearTimeout(held.timer);
      held.mark?.remove();
      held.block.classList.remove("dragging");
      held = null;
    }

    board.addEventListener("pointerdown", (event) => {
      const block = event.target.closest(".visit-block[data-moves]");
      if (!block || event.button !== 0 || held) return;
      held = {
        block,
        lane: block.closest(".lane"),
        pointer: event.pointerId,
        x: event.clientX,
        y: event.clientY,
        grip: event.clientY - block.getBoundingClientRect().top,
        length: Number(block.dataset.length),
      };
      if (event.pointerType !== "mouse") held.timer = setTimeout(begin, HOLD);
    });
    board.addEventListener("pointermove", (event) => {
      if (!held || event.pointerId !== held.pointer) return;
      if (held.active) {
        place(event);
      } else if (Math.hypot(event.clientX - held.x, event.clientY - held.y) > SLOP) {
        if (event.pointerType === "mouse") begin();
        else letGo();
      }
    });
    board.addEventListener("pointerup", () => {
      if (!held) return;
      const { active, moved, block, lane, minute } = held;
      if (active) board.addEventListener("click", (click) => click.stopPropagation(), { capture: true, once: true });
      // A click that never comes must not swallow the next one.
      if (active) setTimeout(() => board.dispatchEvent(new MouseEvent("click")));
      letGo();
      if (active && moved) drop(block.dataset.key, lane.dataset.technician, minute);
    });
    board.addEventListener("pointercancel", letGo);
    board.addEventListener("contextmenu", (event) => held && event.preventDefault());
    board.addEventListener("touchmove", (event) => held?.active && event.preventDefault(), { passive: false });
    document.addEventListener("keydown", (event) => event.key === "Escape" && letGo());

    let touch = null;
    board.addEventListener("touchstart", (event) => (touch = event.touches.length === 1 ? event.touches[0] : null), { passive: true });
    board.addEventListener("touchend", (event) => {
      if (!touch || held?.active) return;
      const [dx, dy] = [event.changedTouches[0].clientX - touch.clientX, event.changedTouches[0].clientY - touch.clientY];
      const more = board.scrollWidth - board.clientWidth;
      const atEdge = dx > 0 ? board.scrollLeft <= 0 : board.scrollLeft >= more - 1;
      if (Math.abs(dx) > SWIPE && Math.abs(dy) < Math.abs(dx) / 2 && atEdge) turn(dx > 0 ? -1 : 1);
    });
  }

  window.receptionist = Object.assign(window.receptionist || {}, { draggable });
})();
