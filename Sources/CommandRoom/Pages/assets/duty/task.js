// A task as the responder sees it: what the server last said, and on top of it what the person has
// already tapped and the outbox has not yet delivered.

import { itemState } from "../outbox.js";

const stateAfter = {
    acknowledge: "acknowledged", depart: "enRoute", arrive: "onScene", finish: "done",
    decline: "declined",
};
const nextStepOf = {
    requested: "acknowledge", notified: "acknowledge", acknowledged: "depart",
    enRoute: "arrive", onScene: "finish",
};
const order = ["onScene", "enRoute", "acknowledged", "notified", "requested"];

/** The path of a step of an assignment. */
export function stepPath(incidentID, number, step) {
    return `/incidents/${incidentID}/assignments/${number}/${step}`;
}

/** The name of a task, under which its steps wait in the outbox. */
export function taskKey({ id, assignment }) {
    return `${id}/${assignment.number}`;
}

/** The state of a task after all that was tapped. */
export function stateOf(task, outbox) {
    const states = outbox.items
        .filter(({ about, state }) =>
            about.task === taskKey(task) && state === itemState.waiting)
        .map(({ about }) => stateAfter[about.step]).filter(Boolean);
    return states.at(-1) ?? task.assignment.state;
}

/** The one step that comes next, or undefined. */
export function nextStep(state) {
    return nextStepOf[state];
}

/** Whether the responder may still say that they cannot come. */
export function canDecline(state) {
    return ["requested", "notified", "acknowledged", "enRoute"].includes(state);
}

/** Whether an answer is awaited. */
export function awaitsAnswer(state) {
    return state === "requested" || state === "notified";
}

/**
 * The tasks that are still to be done, the one to do first at the front: what is under way before
 * what is new, the more urgent before the less, the older before the newer.
 */
export function openTasks(tasks, outbox) {
    const rank = (task) => order.indexOf(stateOf(task, outbox));
    return tasks
        .filter((task) => rank(task) >= 0)
        .sort((a, b) => rank(a) - rank(b)
            || (a.severity ?? 9) - (b.severity ?? 9)
            || a.acceptedAt.localeCompare(b.acceptedAt));
}
