// Server-sent events, read with fetch because the credentials are headers. Starts again by itself, ever less eagerly.
(() => {
  "use strict";
  const { api } = window.receptionist;
  const MOST = 30000;

  function read(block) {
    const event = { kind: "message", data: "" };
    for (const line of block.split(/\r\n|\r|\n/)) {
      if (line.startsWith("event:")) event.kind = line.slice(6).trim();
      else if (line.startsWith("data:")) event.data += line.slice(5).trim();
      else if (line.startsWith("id:")) event.id = line.slice(3).trim();
    }
    return event;
  }

  // `heard` gets {kind, id, data}; `state` hears whether we are connected, and why not. Returns what stops it.
  function stream(path, heard, state) {
    const stop = new AbortController();
    let wait = 1000;
    let last = null;

    async function once() {
      const headers = { ...api.headers(), Accept: "text/event-stream" };
      if (last) headers["Last-Event-ID"] = last;
      const answer = await fetch(api.base + path, { headers, signal: stop.signal, cache: "no-store" });
      if (!answer.ok) throw new api.ApiError(answer.status, await answer.json().catch(() => ({})));
      state(true);
      wait = 1000;
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let text = ""; ; ) {
        const { value, done } = await reader.read();
        if (done) return;
        text += value;
        const blocks = text.split(/\r\n\r\n|\n\n|\r\r/);
        text = blocks.pop();
        for (const event of blocks.map(read)) {
          if (event.id) last = event.id;
          if (event.kind !== "message" || event.data) heard(event);
        }
      }
    }

    (async () => {
      while (!stop.signal.aborted) {
        let fault = null;
        try {
          await once();
        } catch (error) {
          fault = error;
          wait = Math.min(wait * 2, MOST);
        }
        if (stop.signal.aborted) return;
        state(false, fault);
        await new Promise((resume) => setTimeout(resume, wait));
      }
    })();
    return () => stop.abort();
  }

  window.receptionist = Object.assign(window.receptionist || {}, { stream });
})();
