// A head made of a few surfaces. Each is a function of ARKit weights, and a morph target is what one weight alone
// changes: the targets have ARKit's own names, so that advice for the rig `arkit` drives it as it would any avatar.
// Units: head radiuses; the head looks along +z, and its left is +x.

import * as THREE from "three";

type Weights = Record<string, number>;
type Surface = (w: Weights, u: number, v: number) => [number, number, number];

const WIDE = 0.84;
const TALL = 1.06;
const DEEP = 0.92;

/** How far in front a point of the face lies. */
function front(x: number, y: number): number {
  const narrow = chin(y);
  return DEEP * Math.sqrt(Math.max(0.02, 1 - (x / (WIDE * narrow)) ** 2 - (y / TALL) ** 2));
}
const chin = (y: number): number => 1 - 0.2 * Math.max(0, -y) ** 1.8;
const bump = (x: number, y: number, cx: number, cy: number, r: number): number =>
  Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (r * r));
const get = (w: Weights, name: string): number => w[name] ?? 0;
/** The share of a side: 1 on the person's left, 0 on the right, soft between. */
const leftness = (u: number): number => 1 / (1 + Math.exp(-8 * u));
/** What a pair of weights says at u (-1 the right end, 1 the left). */
function sided(w: Weights, name: string, u: number): number {
  const left = leftness(u);
  return get(w, `${name}Left`) * left + get(w, `${name}Right`) * (1 - left);
}

const skin: Surface = (w, u, v) => {
  const longitude = (u - 0.5) * 2 * Math.PI;
  const latitude = (v - 0.5) * Math.PI;
  const y0 = TALL * Math.sin(latitude);
  let x = WIDE * chin(y0) * Math.cos(latitude) * Math.sin(longitude);
  let y = y0;
  let z = DEEP * Math.cos(latitude) * Math.cos(longitude);
  if (z > 0) {
    z += 0.17 * bump(x, y * 0.7, 0, -0.08, 0.13) + 0.05 * bump(x, y, 0, 0.12, 0.12);
    for (const side of [1, -1]) {
      const name = side > 0 ? "Left" : "Right";
      const cheek = bump(x, y, side * 0.42, -0.2, 0.22);
      z += cheek * (0.02 + 0.06 * get(w, `cheekSquint${name}`) + 0.05 * get(w, `mouthSmile${name}`));
      y += cheek * (0.05 * get(w, `cheekSquint${name}`) + 0.03 * get(w, `mouthSmile${name}`));
      x += side * bump(x, y, side * 0.45, -0.38, 0.25) * 0.16 * get(w, "cheekPuff");
      y += bump(x, y, side * 0.1, -0.05, 0.1) * 0.06 * get(w, `noseSneer${name}`);
    }
  }
  const low = Math.max(0, Math.min(1, (-0.45 - y0) / 0.4));
  y -= 0.16 * low * get(w, "jawOpen");
  x += 0.06 * low * (get(w, "jawLeft") - get(w, "jawRight"));
  z += 0.08 * low * get(w, "jawForward");
  return [x, y, z];
};

/** One lip, or the dark between them. row: 0 the upper edge, 1 the lower. */
function mouth(part: "upper" | "lower" | "inside"): Surface {
  return (w, across, row) => {
    const u = across * 2 - 1;
    const profile = 1 - u * u;
    const out = u * u * Math.sign(u);
    const corner = u * u;
    const smile = sided(w, "mouthSmile", u);
    const frown = sided(w, "mouthFrown", u);
    const stretch = sided(w, "mouthStretch", u);
    const half = 0.27 * (1 - 0.42 * get(w, "mouthPucker") - 0.25 * get(w, "mouthFunnel"));
    const aside = 0.08 * (get(w, "mouthLeft") - get(w, "mouthRight"));
    const jaw = 0.05 * (get(w, "jawLeft") - get(w, "jawRight"));
    const x = u * half + out * (0.09 * smile + 0.09 * stretch + 0.04 * sided(w, "mouthDimple", u)) + aside + jaw;
    const open = Math.max(0, get(w, "jawOpen") - get(w, "mouthClose"));
    const line = -0.47 + corner * (0.17 * smile - 0.14 * frown - 0.03 * stretch) - 0.03 * smile - 0.08 * corner * open;
    const lift = 0.07 * sided(w, "mouthUpperUp", u) + 0.06 * get(w, "mouthFunnel") + 0.02 * get(w, "mouthShrugUpper");
    const fall = 0.09 * sided(w, "mouthLowerDown", u) + 0.06 * get(w, "mouthFunnel") - 0.04 * get(w, "mouthShrugLower");
    const pressed = 1 - 0.5 * sided(w, "mouthPress", u);
    const top = line + profile * (0.004 + lift);
    const bottom = line - profile * (0.004 + fall + 0.3 * open);
    const upperLip = 0.055 * Math.sqrt(profile) * pressed * (1 - 0.7 * get(w, "mouthRollUpper"));
    const lowerLip = 0.075 * Math.sqrt(profile) * pressed * (1 - 0.7 * get(w, "mouthRollLower"));
    const y = {
      upper: top + (1 - row) * upperLip,
      lower: bottom - row * lowerLip,
      inside: top + (bottom - top) * row,
    }[part];
    const full = part === "inside" ? 0.005 : 0.02 + 0.03 * Math.sin(Math.PI * row) * Math.sqrt(profile);
    return [x, y, front(x, y) + full + 0.1 * get(w, "mouthPucker") + 0.05 * get(w, "mouthFunnel")];
  };
}

function brow(side: 1 | -1): Surface {
  const name = side > 0 ? "Left" : "Right";
  return (w, v, row) => {
    const down = get(w, `browDown${name}`);
    const x = side * (0.15 + 0.37 * v - 0.03 * down * (1 - v));
    const rise = 0.11 * get(w, "browInnerUp") * (1 - v) ** 2 + 0.11 * get(w, `browOuterUp${name}`) * v ** 1.5;
    const thick = 0.05 * (1 - 0.6 * v);
    const y = 0.42 + 0.07 * Math.sin(Math.PI * v * 0.75) + rise - 0.13 * down * (1 - 0.75 * v) + (0.5 - row) * thick;
    return [x, y, front(x, y) + 0.03];
  };
}

const EYE = { x: 0.33, y: 0.16, r: 0.17 };
const eyeZ = front(EYE.x, EYE.y) - 0.07;
const degrees = Math.PI / 180;

function lid(side: 1 | -1, which: "upper" | "lower"): Surface {
  const name = side > 0 ? "Left" : "Right";
  return (w, across, row) => {
    const blink = get(w, `eyeBlink${name}`);
    const wide = get(w, `eyeWide${name}`);
    const squint = get(w, `eyeSquint${name}`);
    const edge = which === "upper" ? 30 - 52 * blink + 18 * wide - 8 * squint : -34 + 12 * blink + 16 * squint - 4 * wide;
    const away = which === "upper" ? 100 : -100;
    const latitude = (away + (edge - away) * row) * degrees;
    const longitude = (across - 0.5) * 170 * degrees;
    const r = EYE.r * 1.1;
    return [
      side * EYE.x + r * Math.cos(latitude) * Math.sin(longitude),
      EYE.y + r * Math.sin(latitude),
      eyeZ + r * Math.cos(latitude) * Math.cos(longitude),
    ];
  };
}

/** A grid over a surface, with a morph target for every weight that moves it. */
function mesh(surface: Surface, columns: number, rows: number, material: THREE.Material, shapes: string[]): THREE.Mesh {
  const points = (w: Weights): Float32Array => {
    const out: number[] = [];
    for (let i = 0; i <= rows; i++) {
      for (let k = 0; k <= columns; k++) {
        out.push(...surface(w, k / columns, i / rows));
      }
    }
    return new Float32Array(out);
  };
  const index: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < columns; k++) {
      const a = i * (columns + 1) + k;
      const b = a + columns + 1;
      index.push(a, a + 1, b, b, a + 1, b + 1);
    }
  }
  const rest = points({});
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute("position", new THREE.BufferAttribute(rest, 3));
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  geometry.morphTargetsRelative = true;
  const targets = shapes.flatMap((name) => {
    const delta = points({ [name]: 1 }).map((value, i) => value - rest[i]);
    if (delta.every((value) => Math.abs(value) < 1e-6)) {
      return [];
    }
    const attribute = new THREE.BufferAttribute(delta, 3);
    attribute.name = name;
    return [attribute];
  });
  if (targets.length) {
    geometry.morphAttributes.position = targets;
  }
  const made = new THREE.Mesh(geometry, material);
  made.updateMorphTargets();
  return made;
}

export class Head {
  readonly root = new THREE.Group();
  private readonly moving: THREE.Mesh[] = [];

  /** shapes: ARKit names, in any order. */
  constructor(shapes: string[]) {
    const material = (color: number, roughness = 0.75) =>
      new THREE.MeshStandardMaterial({ color, roughness, side: THREE.DoubleSide });
    const skinned = material(0xd9b9a3);
    const lips = material(0xb06a66, 0.5);
    const hair = material(0x4a3b36, 0.9);
    const add = (surface: Surface, columns: number, rows: number, made: THREE.Material) => {
      this.moving.push(mesh(surface, columns, rows, made, shapes));
    };
    add(skin, 72, 56, skinned);
    add(mouth("inside"), 24, 4, material(0x5a2328));
    add(mouth("upper"), 24, 4, lips);
    add(mouth("lower"), 24, 4, lips);
    for (const side of [1, -1] as const) {
      add(brow(side), 12, 1, hair);
      add(lid(side, "upper"), 20, 8, skinned);
      add(lid(side, "lower"), 20, 8, skinned);
      this.root.add(...eye(side));
    }
    this.root.add(...this.moving, mesh(hairCap, 48, 24, hair, []), ...ears(skinned));
  }

  /** Every morph target by name, so that a check can see what is shown. */
  get weights(): Weights {
    const shown: Weights = {};
    for (const { morphTargetDictionary = {}, morphTargetInfluences = [] } of this.moving) {
      for (const [name, i] of Object.entries(morphTargetDictionary)) {
        shown[name] = morphTargetInfluences[i];
      }
    }
    return shown;
  }

  show(weights: Weights): void {
    for (const { morphTargetDictionary = {}, morphTargetInfluences = [] } of this.moving) {
      for (const [name, i] of Object.entries(morphTargetDictionary)) {
        morphTargetInfluences[i] = weights[name] ?? 0;
      }
    }
  }
}

function eye(side: 1 | -1): THREE.Object3D[] {
  const ball = (r: number, color: number, z: number) => {
    const made = new THREE.Mesh(
      new THREE.SphereGeometry(r, 32, 24),
      new THREE.MeshStandardMaterial({ color, roughness: 0.25 }),
    );
    made.position.set(side * EYE.x, EYE.y, eyeZ + z);
    return made;
  };
  return [ball(EYE.r, 0xf6f4ef, 0), ball(0.092, 0x4a6f7c, 0.088), ball(0.05, 0x14181a, 0.134)];
}

/** Hair over everything above a line that runs high in front and low behind. */
const hairCap: Surface = (_, u, v) => {
  const longitude = (u - 0.5) * 2 * Math.PI;
  const forward = (1 + Math.cos(longitude)) / 2;
  const line = (-38 + 84 * forward ** 1.4) * degrees;
  const latitude = line + (Math.PI / 2 - line) * v;
  const thick = 1.03 + 0.05 * Math.min(1, v * 4);
  return [
    WIDE * thick * 1.02 * Math.cos(latitude) * Math.sin(longitude),
    TALL * thick * Math.sin(latitude),
    DEEP * thick * 1.02 * Math.cos(latitude) * Math.cos(longitude),
  ];
};

function ears(material: THREE.Material): THREE.Object3D[] {
  return [1, -1].map((side) => {
    const ear = new THREE.Mesh(new THREE.SphereGeometry(0.15, 20, 16), material);
    ear.scale.set(0.45, 1.1, 0.7);
    ear.position.set(side * WIDE * 1.03, 0.04, -0.02);
    return ear;
  });
}
