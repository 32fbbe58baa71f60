// The smallest VRM 1.0 there can be: the bones that are required, a triangle, and a `happy` that moves it.

const BONES = [
  "hips", "spine", "head", "leftUpperLeg", "leftLowerLeg", "leftFoot", "rightUpperLeg", "rightLowerLeg", "rightFoot",
  "leftUpperArm", "leftLowerArm", "leftHand", "rightUpperArm", "rightLowerArm", "rightHand",
];

/** The bytes of a GLB. */
export function tinyVrm() {
  const triangle = new Float32Array([0, 1.4, 0, 0.2, 1.4, 0, 0, 1.6, 0]);
  const moved = new Float32Array([0, 0, 0, 0, 0, 0, 0, 0.1, 0]);
  const bytes = Buffer.concat([Buffer.from(triangle.buffer), Buffer.from(moved.buffer)]);
  const accessor = (bufferView, min, max) => ({ bufferView, componentType: 5126, count: 3, type: "VEC3", min, max });
  const nodes = BONES.map((name, i) => ({ name, translation: i ? [0, 0.1, 0] : [0, 1, 0] }));
  nodes[0].children = [1, 3, 6];
  nodes[1].children = [2, 9, 12];
  for (const upper of [3, 6, 9, 12]) {
    nodes[upper].children = [upper + 1];
    nodes[upper + 1].children = [upper + 2];
  }
  const face = nodes.push({ name: "face", mesh: 0 }) - 1;
  const gltf = {
    asset: { version: "2.0" },
    extensionsUsed: ["VRMC_vrm"],
    scene: 0,
    scenes: [{ nodes: [0, face] }],
    nodes,
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, targets: [{ POSITION: 1 }] }], weights: [0] }],
    accessors: [accessor(0, [0, 1.4, 0], [0.2, 1.6, 0]), accessor(1, [0, 0, 0], [0, 0.1, 0])],
    bufferViews: [0, 36].map((byteOffset) => ({ buffer: 0, byteOffset, byteLength: 36 })),
    buffers: [{ byteLength: bytes.length }],
    extensions: {
      VRMC_vrm: {
        specVersion: "1.0",
        meta: { name: "tiny", authors: ["test"], licenseUrl: "https://vrm.dev/licenses/1.0/" },
        humanoid: { humanBones: Object.fromEntries(BONES.map((name, node) => [name, { node }])) },
        expressions: { preset: { happy: { morphTargetBinds: [{ node: face, index: 0, weight: 1 }] } } },
      },
    },
  };
  return glb(Buffer.from(JSON.stringify(gltf)), bytes);
}

function glb(json, bytes) {
  const padded = Buffer.concat([json, Buffer.alloc(-json.length & 3, " ")]);
  const chunk = (kind, data) => {
    const head = Buffer.alloc(8);
    head.writeUInt32LE(data.length, 0);
    head.write(kind, 4, "latin1");
    return Buffer.concat([head, data]);
  };
  const body = Buffer.concat([chunk("JSON", padded), chunk("BIN\0", bytes)]);
  const head = Buffer.alloc(12);
  head.write("glTF", 0, "latin1");
  head.writeUInt32LE(2, 4);
  head.writeUInt32LE(12 + body.length, 8);
  return Buffer.concat([head, body]);
}
