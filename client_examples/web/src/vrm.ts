// The user's own avatar: loaded only when a VRM is dropped.

import * as THREE from "three";
import { GLTFLoader } from "three/examples/jsm/loaders/GLTFLoader.js";
import { type VRM, VRMLoaderPlugin, VRMUtils } from "@pixiv/three-vrm";

/** Reads a VRM file. Rejects where it is none. The file never leaves the page. */
export async function loadVrm(file: File): Promise<VRM> {
  const loader = new GLTFLoader();
  loader.register((parser) => new VRMLoaderPlugin(parser));
  const gltf = await loader.parseAsync(await file.arrayBuffer(), "");
  const vrm = gltf.userData.vrm as VRM | undefined;
  if (!vrm) {
    throw new Error("not a VRM");
  }
  VRMUtils.rotateVRM0(vrm);
  return vrm;
}

/** Presets by name, and shapes of the model that bear ARKit's names. */
export function showOn(vrm: VRM, presets: Record<string, number>, shapes: Record<string, number>): void {
  const faces = vrm.expressionManager;
  for (const [name, weight] of [...Object.entries(presets), ...Object.entries(shapes)]) {
    const known = [name, name[0].toUpperCase() + name.slice(1)].find((given) => faces?.getExpression(given));
    if (known) {
      faces?.setValue(known, weight);
    }
  }
}

/** Where the head of a model is, in the scene. */
export function headOf(vrm: VRM): THREE.Vector3 {
  const bone = vrm.humanoid.getRawBoneNode("head");
  return bone ? bone.getWorldPosition(new THREE.Vector3()) : new THREE.Vector3(0, 1.4, 0);
}
