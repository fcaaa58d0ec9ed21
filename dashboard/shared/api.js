// Talks to the backend for every page: where it is, which keys go along, and errors in plain words.
(() => {
  "use strict";

  const STORE = "receptionist.connection";
  const served = location.protocol.startsWith("http");

  function load() {
    try {
      return JSON.parse(sessionStorage.getItem(STORE)) || {};
    } catch {
      return {};
    }
  }

  // A link such as try.html#key=… hands keys over once; a fragment is never sent to a server.
  function takeFragment(connection) {
    const given = new URLSearchParams(location.hash.slice(1));
    const names = ["key", "owner", "admin", "business", "backend"];
    const found = names.filter((name) => given.get(name));
    if (!found.length) return connection;
    history.replaceState(null, "", location.pathname + location.search);
    return { ...connection, ...Object.fromEntries(found.map((name) => [name, given.get(name)])) };
  }

  let connection = takeFragment(load());
  sessionStorage.setItem(STORE, JSON.stringify(connection));

  class ApiError extends Error {
    constructor(status, problem) {
      super(problem.detail || problem.title || `The service answered ${status}.`);
      this.status = status;
      this.problem = problem;
    }
  }

  const api = {
    ApiError,

    get connection() {
      return { ...connection };
    },

    connect(changes) {
      connection = { ...connection, ...changes };
      sessionStorage.setItem(STORE, JSON.stringify(connection));
    },

    get base() {
      return (connection.backend || (served ? location.origin : "http://localhost:8000")).replace(/\/+$/, "");
    },

    get needsBackend() {
      return !served && !connection.backend;
    },

    headers() {
      const headers = { Accept: "application/json" };
      if (connection.key) headers["X-API-Key"] = connection.key;
      if (connection.owner) headers["X-Owner-Token"] = connection.owner;
      if (connection.admin) headers["X-Admin-API-Key"] = connection.admin;
      if (connection.business) headers["X-Business-ID"] = connection.business;
      return headers;
    },

    async send(method, path, body, more) {
      const headers = { ...api.headers(), ...more };
      if (body !== undefined) headers["Content-Type"] = "application/json";
      try {
        return await fetch(api.base + path, {
          method,
          headers,
          body: body === undefined ? undefined : JSON.stringify(body),
        });
      } catch {
        throw new ApiError(0, { detail: `Nothing answers at ${api.base}. Is the service running?` });
      }
    },

    async request(method, path, body, more) {
      const response = await api.send(method, path, body, more);
      const text = await response.text();
      let answer = {};
      try {
        answer = text ? JSON.parse(text) : {};
      } catch {
        answer = { detail: `The service answered ${response.status}.` };
      }
      if (!response.ok) throw new ApiError(response.status, answer);
      return answer;
    },

    get: (path) => api.request("GET", path),
    post: (path, body, more) => api.request("POST", path, body, more),
    patch: (path, body) => api.request("PATCH", path, body),
  };

  // Hands a file to the browser to keep.
  api.keep = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  // A file needs the credentials too, so it is fetched first.
  api.download = async (path, name) => {
    const response = await api.send("GET", path);
    if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => ({})));
    api.keep(await response.blob(), name);
  };

  // What the service speaks, as something to play. Fetched like everything else, so that a page from disk hears it, too.
  api.sound = async (audio) => {
    const response = await api.send("GET", `/v1/voice/audio/${encodeURIComponent(audio.token)}`);
    if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => ({})));
    const player = document.createElement("audio");
    player.controls = true;
    player.src = URL.createObjectURL(await response.blob());
    return player;
  };

  window.receptionist = Object.assign(window.receptionist || {}, { api });
})();
