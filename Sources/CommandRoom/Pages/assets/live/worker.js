// One stream for all tabs of a browser. Over HTTP/1.1 a browser opens six connections to a server
// and no more; a stream per tab would leave the seventh tab, and every click, waiting for ever.

import { LiveStream } from "./stream.js";

const ports = new Set();
const stream = new LiveStream(self.name, (message) => {
    ports.forEach((port) => port.postMessage(message));
});

self.onconnect = ({ ports: [port] }) => {
    join(port);
    port.onmessage = ({ data }) => (data === "join" ? join(port) : leave(port));
};

function join(port) {
    if (ports.has(port)) {
        return;
    }
    ports.add(port);
    if (ports.size === 1) {
        stream.start();
    }
    port.postMessage(stream.snapshot);
}

function leave(port) {
    ports.delete(port);
    if (ports.size === 0) {
        stream.stop();
    }
}
