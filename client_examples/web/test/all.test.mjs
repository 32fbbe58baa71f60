// One server and one browser for all: `npm test`.

import "./live.mjs";
import "./you.mjs";
import "./rooms.mjs";
