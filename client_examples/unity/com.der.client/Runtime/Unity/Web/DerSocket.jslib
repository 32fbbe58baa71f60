// The browser's WebSocket for web players: nothing calls back into the player, all is asked for.
mergeInto(LibraryManager.library, {
  $DerSockets: { all: {}, last: 0 },

  DerSocketOpen__deps: ["$DerSockets"],
  DerSocketOpen: function (url, token) {
    var protocols = ["der.v1"];
    var bearer = UTF8ToString(token);
    if (bearer) protocols.push("bearer." + bearer);
    var one = { socket: new WebSocket(UTF8ToString(url), protocols), came: [], code: 0 };
    one.socket.binaryType = "arraybuffer";
    one.socket.onmessage = function (event) {
      var text = typeof event.data === "string";
      one.came.push({ text: text, bytes: text ? new TextEncoder().encode(event.data) : new Uint8Array(event.data) });
    };
    one.socket.onclose = function (event) {
      one.code = event.code;
    };
    DerSockets.all[++DerSockets.last] = one;
    return DerSockets.last;
  },

  DerSocketState__deps: ["$DerSockets"],
  DerSocketState: function (id) {
    return DerSockets.all[id].socket.readyState;
  },

  DerSocketBuffered__deps: ["$DerSockets"],
  DerSocketBuffered: function (id) {
    return DerSockets.all[id].socket.bufferedAmount;
  },

  DerSocketCode__deps: ["$DerSockets"],
  DerSocketCode: function (id) {
    return DerSockets.all[id].code;
  },

  DerSocketSend__deps: ["$DerSockets"],
  DerSocketSend: function (id, bytes, size) {
    DerSockets.all[id].socket.send(HEAPU8.slice(bytes, bytes + size));
  },

  // The size of the next message: -1 = none waits; 2 x size, + 1 where it is text.
  DerSocketPeek__deps: ["$DerSockets"],
  DerSocketPeek: function (id) {
    var came = DerSockets.all[id].came;
    return came.length ? 2 * came[0].bytes.length + (came[0].text ? 1 : 0) : -1;
  },

  DerSocketTake__deps: ["$DerSockets"],
  DerSocketTake: function (id, bytes) {
    HEAPU8.set(DerSockets.all[id].came.shift().bytes, bytes);
  },

  DerSocketClose__deps: ["$DerSockets"],
  DerSocketClose: function (id) {
    DerSockets.all[id].socket.close();
    delete DerSockets.all[id];
  },
});
