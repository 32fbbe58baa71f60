import{T as cr,a as ht,b as ni,L as dr,c as Le,F as ii,M as z,V as se,C,d as K,S as Pe,e as hr,P as fr,D as pr,f as V,g as v,I as mr,Q as S,h as gr,O as ge,i as _r,j as vr,B as O,k as wt,l as ri,N as Mr,m as xr,n as Tr,o as ft,p as si,R as pt,q as Ar,r as yr,s as Rr,t as Fe,u as be,v as oi,w as mt,x as oe,y as wr,z as X,A as ai,E as gt,G as qe,H as li,J as Er,K as Sr,U as Q,W as Lr,X as N,Y as Pr,Z as Ye,_ as br,$ as Ir,a0 as Nr,a1 as ui,a2 as Et,a3 as un,a4 as cn,a5 as dn,a6 as hn,a7 as fn,a8 as Or,a9 as Cr,aa as Ur,ab as Dr,ac as Vr,ad as St,ae as Fr,af as Br,ag as Hr,ah as kr,ai as xe,aj as j,ak as Wr,al as pn,am as Gr,an as We}from"./index.js";function mn(t,e){if(e===cr)return console.warn("THREE.BufferGeometryUtils.toTrianglesDrawMode(): Geometry already defined as triangles."),t;if(e===ht||e===ni){let n=t.getIndex();if(n===null){const o=[],l=t.getAttribute("position");if(l!==void 0){for(let a=0;a<l.count;a++)o.push(a);t.setIndex(o),n=t.getIndex()}else return console.error("THREE.BufferGeometryUtils.toTrianglesDrawMode(): Undefined position attribute. Processing not possible."),t}const i=n.count-2,r=[];if(e===ht)for(let o=1;o<=i;o++)r.push(n.getX(0)),r.push(n.getX(o)),r.push(n.getX(o+1));else for(let o=0;o<i;o++)o%2===0?(r.push(n.getX(o)),r.push(n.getX(o+1)),r.push(n.getX(o+2))):(r.push(n.getX(o+2)),r.push(n.getX(o+1)),r.push(n.getX(o)));r.length/3!==i&&console.error("THREE.BufferGeometryUtils.toTrianglesDrawMode(): Unable to generate correct amount of triangles.");const s=t.clone();return s.setIndex(r),s.clearGroups(),s}else return console.error("THREE.BufferGeometryUtils.toTrianglesDrawMode(): Unknown draw mode:",e),t}class jr extends dr{constructor(e){super(e),this.dracoLoader=null,this.ktx2Loader=null,this.meshoptDecoder=null,this.pluginCallbacks=[],this.register(function(n){return new Qr(n)}),this.register(function(n){return new Kr(n)}),this.register(function(n){return new ss(n)}),this.register(function(n){return new os(n)}),this.register(function(n){return new as(n)}),this.register(function(n){return new $r(n)}),this.register(function(n){return new Jr(n)}),this.register(function(n){return new es(n)}),this.register(function(n){return new ts(n)}),this.register(function(n){return new Yr(n)}),this.register(function(n){return new ns(n)}),this.register(function(n){return new Zr(n)}),this.register(function(n){return new rs(n)}),this.register(function(n){return new is(n)}),this.register(function(n){return new Xr(n)}),this.register(function(n){return new ls(n)}),this.register(function(n){return new us(n)})}load(e,n,i,r){const s=this;let o;if(this.resourcePath!=="")o=this.resourcePath;else if(this.path!==""){const u=Le.extractUrlBase(e);o=Le.resolveURL(u,this.path)}else o=Le.extractUrlBase(e);this.manager.itemStart(e);const l=function(u){r?r(u):console.error(u),s.manager.itemError(e),s.manager.itemEnd(e)},a=new ii(this.manager);a.setPath(this.path),a.setResponseType("arraybuffer"),a.setRequestHeader(this.requestHeader),a.setWithCredentials(this.withCredentials),a.load(e,function(u){try{s.parse(u,o,function(d){n(d),s.manager.itemEnd(e)},l)}catch(d){l(d)}},i,l)}setDRACOLoader(e){return this.dracoLoader=e,this}setKTX2Loader(e){return this.ktx2Loader=e,this}setMeshoptDecoder(e){return this.meshoptDecoder=e,this}register(e){return this.pluginCallbacks.indexOf(e)===-1&&this.pluginCallbacks.push(e),this}unregister(e){return this.pluginCallbacks.indexOf(e)!==-1&&this.pluginCallbacks.splice(this.pluginCallbacks.indexOf(e),1),this}parse(e,n,i,r){let s;const o={},l={},a=new TextDecoder;if(typeof e=="string")s=JSON.parse(e);else if(e instanceof ArrayBuffer)if(a.decode(new Uint8Array(e,0,4))===ci){try{o[w.KHR_BINARY_GLTF]=new cs(e)}catch(c){r&&r(c);return}s=JSON.parse(o[w.KHR_BINARY_GLTF].content)}else s=JSON.parse(a.decode(e));else s=e;if(s.asset===void 0||s.asset.version[0]<2){r&&r(new Error("THREE.GLTFLoader: Unsupported asset. glTF versions >=2.0 are supported."));return}const u=new ys(s,{path:n||this.resourcePath||"",crossOrigin:this.crossOrigin,requestHeader:this.requestHeader,manager:this.manager,ktx2Loader:this.ktx2Loader,meshoptDecoder:this.meshoptDecoder});u.fileLoader.setRequestHeader(this.requestHeader);for(let d=0;d<this.pluginCallbacks.length;d++){const c=this.pluginCallbacks[d](u);c.name||console.error("THREE.GLTFLoader: Invalid plugin found: missing name"),l[c.name]=c,o[c.name]=!0}if(s.extensionsUsed)for(let d=0;d<s.extensionsUsed.length;++d){const c=s.extensionsUsed[d],h=s.extensionsRequired||[];switch(c){case w.KHR_MATERIALS_UNLIT:o[c]=new qr;break;case w.KHR_DRACO_MESH_COMPRESSION:o[c]=new ds(s,this.dracoLoader);break;case w.KHR_TEXTURE_TRANSFORM:o[c]=new hs;break;case w.KHR_MESH_QUANTIZATION:o[c]=new fs;break;default:h.indexOf(c)>=0&&l[c]===void 0&&console.warn('THREE.GLTFLoader: Unknown extension "'+c+'".')}}u.setExtensions(o),u.setPlugins(l),u.parse(i,r)}parseAsync(e,n){const i=this;return new Promise(function(r,s){i.parse(e,n,r,s)})}}function zr(){let t={};return{get:function(e){return t[e]},add:function(e,n){t[e]=n},remove:function(e){delete t[e]},removeAll:function(){t={}}}}const w={KHR_BINARY_GLTF:"KHR_binary_glTF",KHR_DRACO_MESH_COMPRESSION:"KHR_draco_mesh_compression",KHR_LIGHTS_PUNCTUAL:"KHR_lights_punctual",KHR_MATERIALS_CLEARCOAT:"KHR_materials_clearcoat",KHR_MATERIALS_DISPERSION:"KHR_materials_dispersion",KHR_MATERIALS_IOR:"KHR_materials_ior",KHR_MATERIALS_SHEEN:"KHR_materials_sheen",KHR_MATERIALS_SPECULAR:"KHR_materials_specular",KHR_MATERIALS_TRANSMISSION:"KHR_materials_transmission",KHR_MATERIALS_IRIDESCENCE:"KHR_materials_iridescence",KHR_MATERIALS_ANISOTROPY:"KHR_materials_anisotropy",KHR_MATERIALS_UNLIT:"KHR_materials_unlit",KHR_MATERIALS_VOLUME:"KHR_materials_volume",KHR_TEXTURE_BASISU:"KHR_texture_basisu",KHR_TEXTURE_TRANSFORM:"KHR_texture_transform",KHR_MESH_QUANTIZATION:"KHR_mesh_quantization",KHR_MATERIALS_EMISSIVE_STRENGTH:"KHR_materials_emissive_strength",EXT_MATERIALS_BUMP:"EXT_materials_bump",EXT_TEXTURE_WEBP:"EXT_texture_webp",EXT_TEXTURE_AVIF:"EXT_texture_avif",EXT_MESHOPT_COMPRESSION:"EXT_meshopt_compression",EXT_MESH_GPU_INSTANCING:"EXT_mesh_gpu_instancing"};class Xr{constructor(e){this.parser=e,this.name=w.KHR_LIGHTS_PUNCTUAL,this.cache={refs:{},uses:{}}}_markDefs(){const e=this.parser,n=this.parser.json.nodes||[];for(let i=0,r=n.length;i<r;i++){const s=n[i];s.extensions&&s.extensions[this.name]&&s.extensions[this.name].light!==void 0&&e._addNodeRef(this.cache,s.extensions[this.name].light)}}_loadLight(e){const n=this.parser,i="light:"+e;let r=n.cache.get(i);if(r)return r;const s=n.json,a=((s.extensions&&s.extensions[this.name]||{}).lights||[])[e];let u;const d=new C(16777215);a.color!==void 0&&d.setRGB(a.color[0],a.color[1],a.color[2],K);const c=a.range!==void 0?a.range:0;switch(a.type){case"directional":u=new pr(d),u.target.position.set(0,0,-1),u.add(u.target);break;case"point":u=new fr(d),u.distance=c;break;case"spot":u=new hr(d),u.distance=c,a.spot=a.spot||{},a.spot.innerConeAngle=a.spot.innerConeAngle!==void 0?a.spot.innerConeAngle:0,a.spot.outerConeAngle=a.spot.outerConeAngle!==void 0?a.spot.outerConeAngle:Math.PI/4,u.angle=a.spot.outerConeAngle,u.penumbra=1-a.spot.innerConeAngle/a.spot.outerConeAngle,u.target.position.set(0,0,-1),u.add(u.target);break;default:throw new Error("THREE.GLTFLoader: Unexpected light type: "+a.type)}return u.position.set(0,0,0),u.decay=2,Y(u,a),a.intensity!==void 0&&(u.intensity=a.intensity),u.name=n.createUniqueName(a.name||"light_"+e),r=Promise.resolve(u),n.cache.add(i,r),r}getDependency(e,n){if(e==="light")return this._loadLight(n)}createNodeAttachment(e){const n=this,i=this.parser,s=i.json.nodes[e],l=(s.extensions&&s.extensions[this.name]||{}).light;return l===void 0?null:this._loadLight(l).then(function(a){return i._getNodeRef(n.cache,l,a)})}}class qr{constructor(){this.name=w.KHR_MATERIALS_UNLIT}getMaterialType(){return oe}extendParams(e,n,i){const r=[];e.color=new C(1,1,1),e.opacity=1;const s=n.pbrMetallicRoughness;if(s){if(Array.isArray(s.baseColorFactor)){const o=s.baseColorFactor;e.color.setRGB(o[0],o[1],o[2],K),e.opacity=o[3]}s.baseColorTexture!==void 0&&r.push(i.assignTexture(e,"map",s.baseColorTexture,Pe))}return Promise.all(r)}}class Yr{constructor(e){this.parser=e,this.name=w.KHR_MATERIALS_EMISSIVE_STRENGTH}extendMaterialParams(e,n){const r=this.parser.json.materials[e];if(!r.extensions||!r.extensions[this.name])return Promise.resolve();const s=r.extensions[this.name].emissiveStrength;return s!==void 0&&(n.emissiveIntensity=s),Promise.resolve()}}class Qr{constructor(e){this.parser=e,this.name=w.KHR_MATERIALS_CLEARCOAT}getMaterialType(e){const i=this.parser.json.materials[e];return!i.extensions||!i.extensions[this.name]?null:z}extendMaterialParams(e,n){const i=this.parser,r=i.json.materials[e];if(!r.extensions||!r.extensions[this.name])return Promise.resolve();const s=[],o=r.extensions[this.name];if(o.clearcoatFactor!==void 0&&(n.clearcoat=o.clearcoatFactor),o.clearcoatTexture!==void 0&&s.push(i.assignTexture(n,"clearcoatMap",o.clearcoatTexture)),o.clearcoatRoughnessFactor!==void 0&&(n.clearcoatRoughness=o.clearcoatRoughnessFactor),o.clearcoatRoughnessTexture!==void 0&&s.push(i.assignTexture(n,"clearcoatRoughnessMap",o.clearcoatRoughnessTexture)),o.clearcoatNormalTexture!==void 0&&(s.push(i.assignTexture(n,"clearcoatNormalMap",o.clearcoatNormalTexture)),o.clearcoatNormalTexture.scale!==void 0)){const l=o.clearcoatNormalTexture.scale;n.clearcoatNormalScale=new se(l,l)}return Promise.all(s)}}class Kr{constructor(e){this.parser=e,this.name=w.KHR_MATERIALS_DISPERSION}getMaterialType(e){const i=this.parser.json.materials[e];return!i.extensions||!i.extensions[this.name]?null:z}extendMaterialParams(e,n){const r=this.parser.json.materials[e];if(!r.extensions||!r.extensions[this.name])return Promise.resolve();const s=r.extensions[this.name];return n.dispersion=s.dispersion!==void 0?s.dispersion:0,Promise.resolve()}}class Zr{constructor(e){this.parser=e,this.name=w.KHR_MATERIALS_IRIDESCENCE}getMaterialType(e){const i=this.parser.json.materials[e];return!i.extensions||!i.extensions[this.name]?null:z}extendMaterialParams(e,n){const i=this.parser,r=i.json.materials[e];if(!r.extensions||!r.extensions[this.name])return Promise.resolve();const s=[],o=r.extensions[this.name];return o.iridescenceFactor!==void 0&&(n.iridescence=o.iridescenceFactor),o.iridescenceTexture!==void 0&&s.push(i.assignTexture(n,"iridescenceMap",o.iridescenceTexture)),o.iridescenceIor!==void 0&&(n.iridescenceIOR=o.iridescenceIor),n.iridescenceThicknessRange===void 0&&(n.iridescenceThicknessRange=[100,400]),o.iridescenceThicknessMinimum!==void 0&&(n.iridescenceThicknessRange[0]=o.iridescenceThicknessMinimum),o.iridescenceThicknessMaximum!==void 0&&(n.iridescenceThicknessRange[1]=o.iridescenceThicknessMaximum),o.iridescenceThicknessTexture!==void 0&&s.push(i.assignTexture(n,"iridescenceThicknessMap",o.iridescenceThicknessTexture)),Promise.all(s)}}class $r{constructor(e){this.parser=e,this.name=w.KHR_MATERIALS_SHEEN}getMaterialType(e){const i=this.parser.json.materials[e];return!i.extensions||!i.extensions[this.name]?null:z}extendMaterialParams(e,n){const i=this.parser,r=i.json.materials[e];if(!r.extensions||!r.extensions[this.name])return Promise.resolve();const s=[];n.sheenColor=new C(0,0,0),n.sheenRoughness=0,n.sheen=1;const o=r.extensions[this.name];if(o.sheenColorFactor!==void 0){const l=o.sheenColorFactor;n.sheenColor.setRGB(l[0],l[1],l[2],K)}return o.sheenRoughnessFactor!==void 0&&(n.sheenRoughness=o.sheenRoughnessFactor),o.sheenColorTexture!==void 0&&s.push(i.assignTexture(n,"sheenColorMap",o.sheenColorTexture,Pe)),o.sheenRoughnessTexture!==void 0&&s.push(i.assignTexture(n,"sheenRoughnessMap",o.sheenRoughnessTexture)),Promise.all(s)}}class Jr{constructor(e){this.parser=e,this.name=w.KHR_MATERIALS_TRANSMISSION}getMaterialType(e){const i=this.parser.json.materials[e];return!i.extensions||!i.extensions[this.name]?null:z}extendMaterialParams(e,n){const i=this.parser,r=i.json.materials[e];if(!r.extensions||!r.extensions[this.name])return Promise.resolve();const s=[],o=r.extensions[this.name];return o.transmissionFactor!==void 0&&(n.transmission=o.transmissionFactor),o.transmissionTexture!==void 0&&s.push(i.assignTexture(n,"transmissionMap",o.transmissionTexture)),Promise.all(s)}}class es{constructor(e){this.parser=e,this.name=w.KHR_MATERIALS_VOLUME}getMaterialType(e){const i=this.parser.json.materials[e];return!i.extensions||!i.extensions[this.name]?null:z}extendMaterialParams(e,n){const i=this.parser,r=i.json.materials[e];if(!r.extensions||!r.extensions[this.name])return Promise.resolve();const s=[],o=r.extensions[this.name];n.thickness=o.thicknessFactor!==void 0?o.thicknessFactor:0,o.thicknessTexture!==void 0&&s.push(i.assignTexture(n,"thicknessMap",o.thicknessTexture)),n.attenuationDistance=o.attenuationDistance||1/0;const l=o.attenuationColor||[1,1,1];return n.attenuationColor=new C().setRGB(l[0],l[1],l[2],K),Promise.all(s)}}class ts{constructor(e){this.parser=e,this.name=w.KHR_MATERIALS_IOR}getMaterialType(e){const i=this.parser.json.materials[e];return!i.extensions||!i.extensions[this.name]?null:z}extendMaterialParams(e,n){const r=this.parser.json.materials[e];if(!r.extensions||!r.extensions[this.name])return Promise.resolve();const s=r.extensions[this.name];return n.ior=s.ior!==void 0?s.ior:1.5,Promise.resolve()}}class ns{constructor(e){this.parser=e,this.name=w.KHR_MATERIALS_SPECULAR}getMaterialType(e){const i=this.parser.json.materials[e];return!i.extensions||!i.extensions[this.name]?null:z}extendMaterialParams(e,n){const i=this.parser,r=i.json.materials[e];if(!r.extensions||!r.extensions[this.name])return Promise.resolve();const s=[],o=r.extensions[this.name];n.specularIntensity=o.specularFactor!==void 0?o.specularFactor:1,o.specularTexture!==void 0&&s.push(i.assignTexture(n,"specularIntensityMap",o.specularTexture));const l=o.specularColorFactor||[1,1,1];return n.specularColor=new C().setRGB(l[0],l[1],l[2],K),o.specularColorTexture!==void 0&&s.push(i.assignTexture(n,"specularColorMap",o.specularColorTexture,Pe)),Promise.all(s)}}class is{constructor(e){this.parser=e,this.name=w.EXT_MATERIALS_BUMP}getMaterialType(e){const i=this.parser.json.materials[e];return!i.extensions||!i.extensions[this.name]?null:z}extendMaterialParams(e,n){const i=this.parser,r=i.json.materials[e];if(!r.extensions||!r.extensions[this.name])return Promise.resolve();const s=[],o=r.extensions[this.name];return n.bumpScale=o.bumpFactor!==void 0?o.bumpFactor:1,o.bumpTexture!==void 0&&s.push(i.assignTexture(n,"bumpMap",o.bumpTexture)),Promise.all(s)}}class rs{constructor(e){this.parser=e,this.name=w.KHR_MATERIALS_ANISOTROPY}getMaterialType(e){const i=this.parser.json.materials[e];return!i.extensions||!i.extensions[this.name]?null:z}extendMaterialParams(e,n){const i=this.parser,r=i.json.materials[e];if(!r.extensions||!r.extensions[this.name])return Promise.resolve();const s=[],o=r.extensions[this.name];return o.anisotropyStrength!==void 0&&(n.anisotropy=o.anisotropyStrength),o.anisotropyRotation!==void 0&&(n.anisotropyRotation=o.anisotropyRotation),o.anisotropyTexture!==void 0&&s.push(i.assignTexture(n,"anisotropyMap",o.anisotropyTexture)),Promise.all(s)}}class ss{constructor(e){this.parser=e,this.name=w.KHR_TEXTURE_BASISU}loadTexture(e){const n=this.parser,i=n.json,r=i.textures[e];if(!r.extensions||!r.extensions[this.name])return null;const s=r.extensions[this.name],o=n.options.ktx2Loader;if(!o){if(i.extensionsRequired&&i.extensionsRequired.indexOf(this.name)>=0)throw new Error("THREE.GLTFLoader: setKTX2Loader must be called before loading KTX2 textures");return null}return n.loadTextureImage(e,s.source,o)}}class os{constructor(e){this.parser=e,this.name=w.EXT_TEXTURE_WEBP,this.isSupported=null}loadTexture(e){const n=this.name,i=this.parser,r=i.json,s=r.textures[e];if(!s.extensions||!s.extensions[n])return null;const o=s.extensions[n],l=r.images[o.source];let a=i.textureLoader;if(l.uri){const u=i.options.manager.getHandler(l.uri);u!==null&&(a=u)}return this.detectSupport().then(function(u){if(u)return i.loadTextureImage(e,o.source,a);if(r.extensionsRequired&&r.extensionsRequired.indexOf(n)>=0)throw new Error("THREE.GLTFLoader: WebP required by asset but unsupported.");return i.loadTexture(e)})}detectSupport(){return this.isSupported||(this.isSupported=new Promise(function(e){const n=new Image;n.src="data:image/webp;base64,UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",n.onload=n.onerror=function(){e(n.height===1)}})),this.isSupported}}class as{constructor(e){this.parser=e,this.name=w.EXT_TEXTURE_AVIF,this.isSupported=null}loadTexture(e){const n=this.name,i=this.parser,r=i.json,s=r.textures[e];if(!s.extensions||!s.extensions[n])return null;const o=s.extensions[n],l=r.images[o.source];let a=i.textureLoader;if(l.uri){const u=i.options.manager.getHandler(l.uri);u!==null&&(a=u)}return this.detectSupport().then(function(u){if(u)return i.loadTextureImage(e,o.source,a);if(r.extensionsRequired&&r.extensionsRequired.indexOf(n)>=0)throw new Error("THREE.GLTFLoader: AVIF required by asset but unsupported.");return i.loadTexture(e)})}detectSupport(){return this.isSupported||(this.isSupported=new Promise(function(e){const n=new Image;n.src="data:image/avif;base64,AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAABcAAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAAEAAAABAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgQAMAAAAABNjb2xybmNseAACAAIABoAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAAB9tZGF0EgAKCBgABogQEDQgMgkQAAAAB8dSLfI=",n.onload=n.onerror=function(){e(n.height===1)}})),this.isSupported}}class ls{constructor(e){this.name=w.EXT_MESHOPT_COMPRESSION,this.parser=e}loadBufferView(e){const n=this.parser.json,i=n.bufferViews[e];if(i.extensions&&i.extensions[this.name]){const r=i.extensions[this.name],s=this.parser.getDependency("buffer",r.buffer),o=this.parser.options.meshoptDecoder;if(!o||!o.supported){if(n.extensionsRequired&&n.extensionsRequired.indexOf(this.name)>=0)throw new Error("THREE.GLTFLoader: setMeshoptDecoder must be called before loading compressed files");return null}return s.then(function(l){const a=r.byteOffset||0,u=r.byteLength||0,d=r.count,c=r.byteStride,h=new Uint8Array(l,a,u);return o.decodeGltfBufferAsync?o.decodeGltfBufferAsync(d,c,h,r.mode,r.filter).then(function(f){return f.buffer}):o.ready.then(function(){const f=new ArrayBuffer(d*c);return o.decodeGltfBuffer(new Uint8Array(f),d,c,h,r.mode,r.filter),f})})}else return null}}class us{constructor(e){this.name=w.EXT_MESH_GPU_INSTANCING,this.parser=e}createNodeMesh(e){const n=this.parser.json,i=n.nodes[e];if(!i.extensions||!i.extensions[this.name]||i.mesh===void 0)return null;const r=n.meshes[i.mesh];for(const u of r.primitives)if(u.mode!==B.TRIANGLES&&u.mode!==B.TRIANGLE_STRIP&&u.mode!==B.TRIANGLE_FAN&&u.mode!==void 0)return null;const o=i.extensions[this.name].attributes,l=[],a={};for(const u in o)l.push(this.parser.getDependency("accessor",o[u]).then(d=>(a[u]=d,a[u])));return l.length<1?null:(l.push(this.parser.createNodeMesh(e)),Promise.all(l).then(u=>{const d=u.pop(),c=d.isGroup?d.children:[d],h=u[0].count,f=[];for(const p of c){const g=new V,m=new v,_=new S,x=new v(1,1,1),A=new mr(p.geometry,p.material,h);for(let M=0;M<h;M++)a.TRANSLATION&&m.fromBufferAttribute(a.TRANSLATION,M),a.ROTATION&&_.fromBufferAttribute(a.ROTATION,M),a.SCALE&&x.fromBufferAttribute(a.SCALE,M),A.setMatrixAt(M,g.compose(m,_,x));for(const M in a)if(M==="_COLOR_0"){const T=a[M];A.instanceColor=new gr(T.array,T.itemSize,T.normalized)}else M!=="TRANSLATION"&&M!=="ROTATION"&&M!=="SCALE"&&p.geometry.setAttribute(M,a[M]);ge.prototype.copy.call(A,p),this.parser.assignFinalMaterial(A),f.push(A)}return d.isGroup?(d.clear(),d.add(...f),d):f[0]}))}}const ci="glTF",Te=12,gn={JSON:1313821514,BIN:5130562};class cs{constructor(e){this.name=w.KHR_BINARY_GLTF,this.content=null,this.body=null;const n=new DataView(e,0,Te),i=new TextDecoder;if(this.header={magic:i.decode(new Uint8Array(e.slice(0,4))),version:n.getUint32(4,!0),length:n.getUint32(8,!0)},this.header.magic!==ci)throw new Error("THREE.GLTFLoader: Unsupported glTF-Binary header.");if(this.header.version<2)throw new Error("THREE.GLTFLoader: Legacy binary file detected.");const r=this.header.length-Te,s=new DataView(e,Te);let o=0;for(;o<r;){const l=s.getUint32(o,!0);o+=4;const a=s.getUint32(o,!0);if(o+=4,a===gn.JSON){const u=new Uint8Array(e,Te+o,l);this.content=i.decode(u)}else if(a===gn.BIN){const u=Te+o;this.body=e.slice(u,u+l)}o+=l}if(this.content===null)throw new Error("THREE.GLTFLoader: JSON content not found.")}}class ds{constructor(e,n){if(!n)throw new Error("THREE.GLTFLoader: No DRACOLoader instance provided.");this.name=w.KHR_DRACO_MESH_COMPRESSION,this.json=e,this.dracoLoader=n,this.dracoLoader.preload()}decodePrimitive(e,n){const i=this.json,r=this.dracoLoader,s=e.extensions[this.name].bufferView,o=e.extensions[this.name].attributes,l={},a={},u={};for(const d in o){const c=_t[d]||d.toLowerCase();l[c]=o[d]}for(const d in e.attributes){const c=_t[d]||d.toLowerCase();if(o[d]!==void 0){const h=i.accessors[e.attributes[d]],f=me[h.componentType];u[c]=f.name,a[c]=h.normalized===!0}}return n.getDependency("bufferView",s).then(function(d){return new Promise(function(c,h){r.decodeDracoFile(d,function(f){for(const p in f.attributes){const g=f.attributes[p],m=a[p];m!==void 0&&(g.normalized=m)}c(f)},l,u,K,h)})})}}class hs{constructor(){this.name=w.KHR_TEXTURE_TRANSFORM}extendTexture(e,n){return(n.texCoord===void 0||n.texCoord===e.channel)&&n.offset===void 0&&n.rotation===void 0&&n.scale===void 0||(e=e.clone(),n.texCoord!==void 0&&(e.channel=n.texCoord),n.offset!==void 0&&e.offset.fromArray(n.offset),n.rotation!==void 0&&(e.rotation=n.rotation),n.scale!==void 0&&e.repeat.fromArray(n.scale),e.needsUpdate=!0),e}}class fs{constructor(){this.name=w.KHR_MESH_QUANTIZATION}}class di extends Cr{constructor(e,n,i,r){super(e,n,i,r)}copySampleValue_(e){const n=this.resultBuffer,i=this.sampleValues,r=this.valueSize,s=e*r*3+r;for(let o=0;o!==r;o++)n[o]=i[s+o];return n}interpolate_(e,n,i,r){const s=this.resultBuffer,o=this.sampleValues,l=this.valueSize,a=l*2,u=l*3,d=r-n,c=(i-n)/d,h=c*c,f=h*c,p=e*u,g=p-u,m=-2*f+3*h,_=f-h,x=1-m,A=_-h+c;for(let M=0;M!==l;M++){const T=o[g+M+l],y=o[g+M+a]*d,R=o[p+M+l],E=o[p+M]*d;s[M]=x*T+A*y+m*R+_*E}return s}}const ps=new S;class ms extends di{interpolate_(e,n,i,r){const s=super.interpolate_(e,n,i,r);return ps.fromArray(s).normalize().toArray(s),s}}const B={POINTS:0,LINES:1,LINE_LOOP:2,LINE_STRIP:3,TRIANGLES:4,TRIANGLE_STRIP:5,TRIANGLE_FAN:6},me={5120:Int8Array,5121:Uint8Array,5122:Int16Array,5123:Uint16Array,5125:Uint32Array,5126:Float32Array},_n={9728:si,9729:ft,9984:Tr,9985:xr,9986:Mr,9987:ri},vn={33071:yr,33648:Ar,10497:pt},Ze={SCALAR:1,VEC2:2,VEC3:3,VEC4:4,MAT2:4,MAT3:9,MAT4:16},_t={POSITION:"position",NORMAL:"normal",TANGENT:"tangent",TEXCOORD_0:"uv",TEXCOORD_1:"uv1",TEXCOORD_2:"uv2",TEXCOORD_3:"uv3",COLOR_0:"color",WEIGHTS_0:"skinWeight",JOINTS_0:"skinIndex"},$={scale:"scale",translation:"position",rotation:"quaternion",weights:"morphTargetInfluences"},gs={CUBICSPLINE:void 0,LINEAR:ui,STEP:Nr},$e={OPAQUE:"OPAQUE",MASK:"MASK",BLEND:"BLEND"};function _s(t){return t.DefaultMaterial===void 0&&(t.DefaultMaterial=new oi({color:16777215,emissive:0,metalness:1,roughness:1,transparent:!1,depthTest:!0,side:Or})),t.DefaultMaterial}function te(t,e,n){for(const i in n.extensions)t[i]===void 0&&(e.userData.gltfExtensions=e.userData.gltfExtensions||{},e.userData.gltfExtensions[i]=n.extensions[i])}function Y(t,e){e.extras!==void 0&&(typeof e.extras=="object"?Object.assign(t.userData,e.extras):console.warn("THREE.GLTFLoader: Ignoring primitive type .extras, "+e.extras))}function vs(t,e,n){let i=!1,r=!1,s=!1;for(let u=0,d=e.length;u<d;u++){const c=e[u];if(c.POSITION!==void 0&&(i=!0),c.NORMAL!==void 0&&(r=!0),c.COLOR_0!==void 0&&(s=!0),i&&r&&s)break}if(!i&&!r&&!s)return Promise.resolve(t);const o=[],l=[],a=[];for(let u=0,d=e.length;u<d;u++){const c=e[u];if(i){const h=c.POSITION!==void 0?n.getDependency("accessor",c.POSITION):t.attributes.position;o.push(h)}if(r){const h=c.NORMAL!==void 0?n.getDependency("accessor",c.NORMAL):t.attributes.normal;l.push(h)}if(s){const h=c.COLOR_0!==void 0?n.getDependency("accessor",c.COLOR_0):t.attributes.color;a.push(h)}}return Promise.all([Promise.all(o),Promise.all(l),Promise.all(a)]).then(function(u){const d=u[0],c=u[1],h=u[2];return i&&(t.morphAttributes.position=d),r&&(t.morphAttributes.normal=c),s&&(t.morphAttributes.color=h),t.morphTargetsRelative=!0,t})}function Ms(t,e){if(t.updateMorphTargets(),e.weights!==void 0)for(let n=0,i=e.weights.length;n<i;n++)t.morphTargetInfluences[n]=e.weights[n];if(e.extras&&Array.isArray(e.extras.targetNames)){const n=e.extras.targetNames;if(t.morphTargetInfluences.length===n.length){t.morphTargetDictionary={};for(let i=0,r=n.length;i<r;i++)t.morphTargetDictionary[n[i]]=i}else console.warn("THREE.GLTFLoader: Invalid extras.targetNames length. Ignoring names.")}}function xs(t){let e;const n=t.extensions&&t.extensions[w.KHR_DRACO_MESH_COMPRESSION];if(n?e="draco:"+n.bufferView+":"+n.indices+":"+Je(n.attributes):e=t.indices+":"+Je(t.attributes)+":"+t.mode,t.targets!==void 0)for(let i=0,r=t.targets.length;i<r;i++)e+=":"+Je(t.targets[i]);return e}function Je(t){let e="";const n=Object.keys(t).sort();for(let i=0,r=n.length;i<r;i++)e+=n[i]+":"+t[n[i]]+";";return e}function vt(t){switch(t){case Int8Array:return 1/127;case Uint8Array:return 1/255;case Int16Array:return 1/32767;case Uint16Array:return 1/65535;default:throw new Error("THREE.GLTFLoader: Unsupported normalized accessor component type.")}}function Ts(t){return t.search(/\.jpe?g($|\?)/i)>0||t.search(/^data\:image\/jpeg/)===0?"image/jpeg":t.search(/\.webp($|\?)/i)>0||t.search(/^data\:image\/webp/)===0?"image/webp":t.search(/\.ktx2($|\?)/i)>0||t.search(/^data\:image\/ktx2/)===0?"image/ktx2":"image/png"}const As=new V;class ys{constructor(e={},n={}){this.json=e,this.extensions={},this.plugins={},this.options=n,this.cache=new zr,this.associations=new Map,this.primitiveCache={},this.nodeCache={},this.meshCache={refs:{},uses:{}},this.cameraCache={refs:{},uses:{}},this.lightCache={refs:{},uses:{}},this.sourceCache={},this.textureCache={},this.nodeNamesUsed={};let i=!1,r=-1,s=!1,o=-1;if(typeof navigator<"u"){const l=navigator.userAgent;i=/^((?!chrome|android).)*safari/i.test(l)===!0;const a=l.match(/Version\/(\d+)/);r=i&&a?parseInt(a[1],10):-1,s=l.indexOf("Firefox")>-1,o=s?l.match(/Firefox\/([0-9]+)\./)[1]:-1}typeof createImageBitmap>"u"||i&&r<17||s&&o<98?this.textureLoader=new _r(this.options.manager):this.textureLoader=new vr(this.options.manager),this.textureLoader.setCrossOrigin(this.options.crossOrigin),this.textureLoader.setRequestHeader(this.options.requestHeader),this.fileLoader=new ii(this.options.manager),this.fileLoader.setResponseType("arraybuffer"),this.options.crossOrigin==="use-credentials"&&this.fileLoader.setWithCredentials(!0)}setExtensions(e){this.extensions=e}setPlugins(e){this.plugins=e}parse(e,n){const i=this,r=this.json,s=this.extensions;this.cache.removeAll(),this.nodeCache={},this._invokeAll(function(o){return o._markDefs&&o._markDefs()}),Promise.all(this._invokeAll(function(o){return o.beforeRoot&&o.beforeRoot()})).then(function(){return Promise.all([i.getDependencies("scene"),i.getDependencies("animation"),i.getDependencies("camera")])}).then(function(o){const l={scene:o[0][r.scene||0],scenes:o[0],animations:o[1],cameras:o[2],asset:r.asset,parser:i,userData:{}};return te(s,l,r),Y(l,r),Promise.all(i._invokeAll(function(a){return a.afterRoot&&a.afterRoot(l)})).then(function(){for(const a of l.scenes)a.updateMatrixWorld();e(l)})}).catch(n)}_markDefs(){const e=this.json.nodes||[],n=this.json.skins||[],i=this.json.meshes||[];for(let r=0,s=n.length;r<s;r++){const o=n[r].joints;for(let l=0,a=o.length;l<a;l++)e[o[l]].isBone=!0}for(let r=0,s=e.length;r<s;r++){const o=e[r];o.mesh!==void 0&&(this._addNodeRef(this.meshCache,o.mesh),o.skin!==void 0&&(i[o.mesh].isSkinnedMesh=!0)),o.camera!==void 0&&this._addNodeRef(this.cameraCache,o.camera)}}_addNodeRef(e,n){n!==void 0&&(e.refs[n]===void 0&&(e.refs[n]=e.uses[n]=0),e.refs[n]++)}_getNodeRef(e,n,i){if(e.refs[n]<=1)return i;const r=i.clone(),s=(o,l)=>{const a=this.associations.get(o);a!=null&&this.associations.set(l,a);for(const[u,d]of o.children.entries())s(d,l.children[u])};return s(i,r),r.name+="_instance_"+e.uses[n]++,r}_invokeOne(e){const n=Object.values(this.plugins);n.push(this);for(let i=0;i<n.length;i++){const r=e(n[i]);if(r)return r}return null}_invokeAll(e){const n=Object.values(this.plugins);n.unshift(this);const i=[];for(let r=0;r<n.length;r++){const s=e(n[r]);s&&i.push(s)}return i}getDependency(e,n){const i=e+":"+n;let r=this.cache.get(i);if(!r){switch(e){case"scene":r=this.loadScene(n);break;case"node":r=this._invokeOne(function(s){return s.loadNode&&s.loadNode(n)});break;case"mesh":r=this._invokeOne(function(s){return s.loadMesh&&s.loadMesh(n)});break;case"accessor":r=this.loadAccessor(n);break;case"bufferView":r=this._invokeOne(function(s){return s.loadBufferView&&s.loadBufferView(n)});break;case"buffer":r=this.loadBuffer(n);break;case"material":r=this._invokeOne(function(s){return s.loadMaterial&&s.loadMaterial(n)});break;case"texture":r=this._invokeOne(function(s){return s.loadTexture&&s.loadTexture(n)});break;case"skin":r=this.loadSkin(n);break;case"animation":r=this._invokeOne(function(s){return s.loadAnimation&&s.loadAnimation(n)});break;case"camera":r=this.loadCamera(n);break;default:if(r=this._invokeOne(function(s){return s!=this&&s.getDependency&&s.getDependency(e,n)}),!r)throw new Error("Unknown type: "+e);break}this.cache.add(i,r)}return r}getDependencies(e){let n=this.cache.get(e);if(!n){const i=this,r=this.json[e+(e==="mesh"?"es":"s")]||[];n=Promise.all(r.map(function(s,o){return i.getDependency(e,o)})),this.cache.add(e,n)}return n}loadBuffer(e){const n=this.json.buffers[e],i=this.fileLoader;if(n.type&&n.type!=="arraybuffer")throw new Error("THREE.GLTFLoader: "+n.type+" buffer type is not supported.");if(n.uri===void 0&&e===0)return Promise.resolve(this.extensions[w.KHR_BINARY_GLTF].body);const r=this.options;return new Promise(function(s,o){i.load(Le.resolveURL(n.uri,r.path),s,void 0,function(){o(new Error('THREE.GLTFLoader: Failed to load buffer "'+n.uri+'".'))})})}loadBufferView(e){const n=this.json.bufferViews[e];return this.getDependency("buffer",n.buffer).then(function(i){const r=n.byteLength||0,s=n.byteOffset||0;return i.slice(s,s+r)})}loadAccessor(e){const n=this,i=this.json,r=this.json.accessors[e];if(r.bufferView===void 0&&r.sparse===void 0){const o=Ze[r.type],l=me[r.componentType],a=r.normalized===!0,u=new l(r.count*o);return Promise.resolve(new O(u,o,a))}const s=[];return r.bufferView!==void 0?s.push(this.getDependency("bufferView",r.bufferView)):s.push(null),r.sparse!==void 0&&(s.push(this.getDependency("bufferView",r.sparse.indices.bufferView)),s.push(this.getDependency("bufferView",r.sparse.values.bufferView))),Promise.all(s).then(function(o){const l=o[0],a=Ze[r.type],u=me[r.componentType],d=u.BYTES_PER_ELEMENT,c=d*a,h=r.byteOffset||0,f=r.bufferView!==void 0?i.bufferViews[r.bufferView].byteStride:void 0,p=r.normalized===!0;let g,m;if(f&&f!==c){const _=Math.floor(h/f),x="InterleavedBuffer:"+r.bufferView+":"+r.componentType+":"+_+":"+r.count;let A=n.cache.get(x);A||(g=new u(l,_*f,r.count*f/d),A=new wt(g,f/d),n.cache.add(x,A)),m=new Et(A,a,h%f/d,p)}else l===null?g=new u(r.count*a):g=new u(l,h,r.count*a),m=new O(g,a,p);if(r.sparse!==void 0){const _=Ze.SCALAR,x=me[r.sparse.indices.componentType],A=r.sparse.indices.byteOffset||0,M=r.sparse.values.byteOffset||0,T=new x(o[1],A,r.sparse.count*_),y=new u(o[2],M,r.sparse.count*a);l!==null&&(m=new O(m.array.slice(),m.itemSize,m.normalized)),m.normalized=!1;for(let R=0,E=T.length;R<E;R++){const b=T[R];if(m.setX(b,y[R*a]),a>=2&&m.setY(b,y[R*a+1]),a>=3&&m.setZ(b,y[R*a+2]),a>=4&&m.setW(b,y[R*a+3]),a>=5)throw new Error("THREE.GLTFLoader: Unsupported itemSize in sparse BufferAttribute.")}m.normalized=p}return m})}loadTexture(e){const n=this.json,i=this.options,s=n.textures[e].source,o=n.images[s];let l=this.textureLoader;if(o.uri){const a=i.manager.getHandler(o.uri);a!==null&&(l=a)}return this.loadTextureImage(e,s,l)}loadTextureImage(e,n,i){const r=this,s=this.json,o=s.textures[e],l=s.images[n],a=(l.uri||l.bufferView)+":"+o.sampler;if(this.textureCache[a])return this.textureCache[a];const u=this.loadImageSource(n,i).then(function(d){d.flipY=!1,d.name=o.name||l.name||"",d.name===""&&typeof l.uri=="string"&&l.uri.startsWith("data:image/")===!1&&(d.name=l.uri);const h=(s.samplers||{})[o.sampler]||{};return d.magFilter=_n[h.magFilter]||ft,d.minFilter=_n[h.minFilter]||ri,d.wrapS=vn[h.wrapS]||pt,d.wrapT=vn[h.wrapT]||pt,d.generateMipmaps=!d.isCompressedTexture&&d.minFilter!==si&&d.minFilter!==ft,r.associations.set(d,{textures:e}),d}).catch(function(){return null});return this.textureCache[a]=u,u}loadImageSource(e,n){const i=this,r=this.json,s=this.options;if(this.sourceCache[e]!==void 0)return this.sourceCache[e].then(c=>c.clone());const o=r.images[e],l=self.URL||self.webkitURL;let a=o.uri||"",u=!1;if(o.bufferView!==void 0)a=i.getDependency("bufferView",o.bufferView).then(function(c){u=!0;const h=new Blob([c],{type:o.mimeType});return a=l.createObjectURL(h),a});else if(o.uri===void 0)throw new Error("THREE.GLTFLoader: Image "+e+" is missing URI and bufferView");const d=Promise.resolve(a).then(function(c){return new Promise(function(h,f){let p=h;n.isImageBitmapLoader===!0&&(p=function(g){const m=new un(g);m.needsUpdate=!0,h(m)}),n.load(Le.resolveURL(c,s.path),p,void 0,f)})}).then(function(c){return u===!0&&l.revokeObjectURL(a),Y(c,o),c.userData.mimeType=o.mimeType||Ts(o.uri),c}).catch(function(c){throw console.error("THREE.GLTFLoader: Couldn't load texture",a),c});return this.sourceCache[e]=d,d}assignTexture(e,n,i,r){const s=this;return this.getDependency("texture",i.index).then(function(o){if(!o)return null;if(i.texCoord!==void 0&&i.texCoord>0&&(o=o.clone(),o.channel=i.texCoord),s.extensions[w.KHR_TEXTURE_TRANSFORM]){const l=i.extensions!==void 0?i.extensions[w.KHR_TEXTURE_TRANSFORM]:void 0;if(l){const a=s.associations.get(o);o=s.extensions[w.KHR_TEXTURE_TRANSFORM].extendTexture(o,l),s.associations.set(o,a)}}return r!==void 0&&(o.colorSpace=r),e[n]=o,o})}assignFinalMaterial(e){const n=e.geometry;let i=e.material;const r=n.attributes.tangent===void 0,s=n.attributes.color!==void 0,o=n.attributes.normal===void 0;if(e.isPoints){const l="PointsMaterial:"+i.uuid;let a=this.cache.get(l);a||(a=new Rr,Fe.prototype.copy.call(a,i),a.color.copy(i.color),a.map=i.map,a.sizeAttenuation=!1,this.cache.add(l,a)),i=a}else if(e.isLine){const l="LineBasicMaterial:"+i.uuid;let a=this.cache.get(l);a||(a=new be,Fe.prototype.copy.call(a,i),a.color.copy(i.color),a.map=i.map,this.cache.add(l,a)),i=a}if(r||s||o){let l="ClonedMaterial:"+i.uuid+":";r&&(l+="derivative-tangents:"),s&&(l+="vertex-colors:"),o&&(l+="flat-shading:");let a=this.cache.get(l);a||(a=i.clone(),s&&(a.vertexColors=!0),o&&(a.flatShading=!0),r&&(a.normalScale&&(a.normalScale.y*=-1),a.clearcoatNormalScale&&(a.clearcoatNormalScale.y*=-1)),this.cache.add(l,a),this.associations.set(a,this.associations.get(i))),i=a}e.material=i}getMaterialType(){return oi}loadMaterial(e){const n=this,i=this.json,r=this.extensions,s=i.materials[e];let o;const l={},a=s.extensions||{},u=[];if(a[w.KHR_MATERIALS_UNLIT]){const c=r[w.KHR_MATERIALS_UNLIT];o=c.getMaterialType(),u.push(c.extendParams(l,s,n))}else{const c=s.pbrMetallicRoughness||{};if(l.color=new C(1,1,1),l.opacity=1,Array.isArray(c.baseColorFactor)){const h=c.baseColorFactor;l.color.setRGB(h[0],h[1],h[2],K),l.opacity=h[3]}c.baseColorTexture!==void 0&&u.push(n.assignTexture(l,"map",c.baseColorTexture,Pe)),l.metalness=c.metallicFactor!==void 0?c.metallicFactor:1,l.roughness=c.roughnessFactor!==void 0?c.roughnessFactor:1,c.metallicRoughnessTexture!==void 0&&(u.push(n.assignTexture(l,"metalnessMap",c.metallicRoughnessTexture)),u.push(n.assignTexture(l,"roughnessMap",c.metallicRoughnessTexture))),o=this._invokeOne(function(h){return h.getMaterialType&&h.getMaterialType(e)}),u.push(Promise.all(this._invokeAll(function(h){return h.extendMaterialParams&&h.extendMaterialParams(e,l)})))}s.doubleSided===!0&&(l.side=mt);const d=s.alphaMode||$e.OPAQUE;if(d===$e.BLEND?(l.transparent=!0,l.depthWrite=!1):(l.transparent=!1,d===$e.MASK&&(l.alphaTest=s.alphaCutoff!==void 0?s.alphaCutoff:.5)),s.normalTexture!==void 0&&o!==oe&&(u.push(n.assignTexture(l,"normalMap",s.normalTexture)),l.normalScale=new se(1,1),s.normalTexture.scale!==void 0)){const c=s.normalTexture.scale;l.normalScale.set(c,c)}if(s.occlusionTexture!==void 0&&o!==oe&&(u.push(n.assignTexture(l,"aoMap",s.occlusionTexture)),s.occlusionTexture.strength!==void 0&&(l.aoMapIntensity=s.occlusionTexture.strength)),s.emissiveFactor!==void 0&&o!==oe){const c=s.emissiveFactor;l.emissive=new C().setRGB(c[0],c[1],c[2],K)}return s.emissiveTexture!==void 0&&o!==oe&&u.push(n.assignTexture(l,"emissiveMap",s.emissiveTexture,Pe)),Promise.all(u).then(function(){const c=new o(l);return s.name&&(c.name=s.name),Y(c,s),n.associations.set(c,{materials:e}),s.extensions&&te(r,c,s),c})}createUniqueName(e){const n=wr.sanitizeNodeName(e||"");return n in this.nodeNamesUsed?n+"_"+ ++this.nodeNamesUsed[n]:(this.nodeNamesUsed[n]=0,n)}loadGeometries(e){const n=this,i=this.extensions,r=this.primitiveCache;function s(l){return i[w.KHR_DRACO_MESH_COMPRESSION].decodePrimitive(l,n).then(function(a){return Mn(a,l,n)})}const o=[];for(let l=0,a=e.length;l<a;l++){const u=e[l],d=xs(u),c=r[d];if(c)o.push(c.promise);else{let h;u.extensions&&u.extensions[w.KHR_DRACO_MESH_COMPRESSION]?h=s(u):h=Mn(new X,u,n),r[d]={primitive:u,promise:h},o.push(h)}}return Promise.all(o)}loadMesh(e){const n=this,i=this.json,r=this.extensions,s=i.meshes[e],o=s.primitives,l=[];for(let a=0,u=o.length;a<u;a++){const d=o[a].material===void 0?_s(this.cache):this.getDependency("material",o[a].material);l.push(d)}return l.push(n.loadGeometries(o)),Promise.all(l).then(function(a){const u=a.slice(0,a.length-1),d=a[a.length-1],c=[];for(let f=0,p=d.length;f<p;f++){const g=d[f],m=o[f];let _;const x=u[f];if(m.mode===B.TRIANGLES||m.mode===B.TRIANGLE_STRIP||m.mode===B.TRIANGLE_FAN||m.mode===void 0)_=s.isSkinnedMesh===!0?new ai(g,x):new gt(g,x),_.isSkinnedMesh===!0&&_.normalizeSkinWeights(),m.mode===B.TRIANGLE_STRIP?_.geometry=mn(_.geometry,ni):m.mode===B.TRIANGLE_FAN&&(_.geometry=mn(_.geometry,ht));else if(m.mode===B.LINES)_=new qe(g,x);else if(m.mode===B.LINE_STRIP)_=new li(g,x);else if(m.mode===B.LINE_LOOP)_=new Er(g,x);else if(m.mode===B.POINTS)_=new Sr(g,x);else throw new Error("THREE.GLTFLoader: Primitive mode unsupported: "+m.mode);Object.keys(_.geometry.morphAttributes).length>0&&Ms(_,s),_.name=n.createUniqueName(s.name||"mesh_"+e),Y(_,s),m.extensions&&te(r,_,m),n.assignFinalMaterial(_),c.push(_)}for(let f=0,p=c.length;f<p;f++)n.associations.set(c[f],{meshes:e,primitives:f});if(c.length===1)return s.extensions&&te(r,c[0],s),c[0];const h=new Q;s.extensions&&te(r,h,s),n.associations.set(h,{meshes:e});for(let f=0,p=c.length;f<p;f++)h.add(c[f]);return h})}loadCamera(e){let n;const i=this.json.cameras[e],r=i[i.type];if(!r){console.warn("THREE.GLTFLoader: Missing camera parameters.");return}return i.type==="perspective"?n=new Lr(N.radToDeg(r.yfov),r.aspectRatio||1,r.znear||1,r.zfar||2e6):i.type==="orthographic"&&(n=new Pr(-r.xmag,r.xmag,r.ymag,-r.ymag,r.znear,r.zfar)),i.name&&(n.name=this.createUniqueName(i.name)),Y(n,i),Promise.resolve(n)}loadSkin(e){const n=this.json.skins[e],i=[];for(let r=0,s=n.joints.length;r<s;r++)i.push(this._loadNodeShallow(n.joints[r]));return n.inverseBindMatrices!==void 0?i.push(this.getDependency("accessor",n.inverseBindMatrices)):i.push(null),Promise.all(i).then(function(r){const s=r.pop(),o=r,l=[],a=[];for(let u=0,d=o.length;u<d;u++){const c=o[u];if(c){l.push(c);const h=new V;s!==null&&h.fromArray(s.array,u*16),a.push(h)}else console.warn('THREE.GLTFLoader: Joint "%s" could not be found.',n.joints[u])}return new Ye(l,a)})}loadAnimation(e){const n=this.json,i=this,r=n.animations[e],s=r.name?r.name:"animation_"+e,o=[],l=[],a=[],u=[],d=[];for(let c=0,h=r.channels.length;c<h;c++){const f=r.channels[c],p=r.samplers[f.sampler],g=f.target,m=g.node,_=r.parameters!==void 0?r.parameters[p.input]:p.input,x=r.parameters!==void 0?r.parameters[p.output]:p.output;g.node!==void 0&&(o.push(this.getDependency("node",m)),l.push(this.getDependency("accessor",_)),a.push(this.getDependency("accessor",x)),u.push(p),d.push(g))}return Promise.all([Promise.all(o),Promise.all(l),Promise.all(a),Promise.all(u),Promise.all(d)]).then(function(c){const h=c[0],f=c[1],p=c[2],g=c[3],m=c[4],_=[];for(let x=0,A=h.length;x<A;x++){const M=h[x],T=f[x],y=p[x],R=g[x],E=m[x];if(M===void 0)continue;M.updateMatrix&&M.updateMatrix();const b=i._createAnimationTracks(M,T,y,R,E);if(b)for(let P=0;P<b.length;P++)_.push(b[P])}return new br(s,void 0,_)})}createNodeMesh(e){const n=this.json,i=this,r=n.nodes[e];return r.mesh===void 0?null:i.getDependency("mesh",r.mesh).then(function(s){const o=i._getNodeRef(i.meshCache,r.mesh,s);return r.weights!==void 0&&o.traverse(function(l){if(l.isMesh)for(let a=0,u=r.weights.length;a<u;a++)l.morphTargetInfluences[a]=r.weights[a]}),o})}loadNode(e){const n=this.json,i=this,r=n.nodes[e],s=i._loadNodeShallow(e),o=[],l=r.children||[];for(let u=0,d=l.length;u<d;u++)o.push(i.getDependency("node",l[u]));const a=r.skin===void 0?Promise.resolve(null):i.getDependency("skin",r.skin);return Promise.all([s,Promise.all(o),a]).then(function(u){const d=u[0],c=u[1],h=u[2];h!==null&&d.traverse(function(f){f.isSkinnedMesh&&f.bind(h,As)});for(let f=0,p=c.length;f<p;f++)d.add(c[f]);return d})}_loadNodeShallow(e){const n=this.json,i=this.extensions,r=this;if(this.nodeCache[e]!==void 0)return this.nodeCache[e];const s=n.nodes[e],o=s.name?r.createUniqueName(s.name):"",l=[],a=r._invokeOne(function(u){return u.createNodeMesh&&u.createNodeMesh(e)});return a&&l.push(a),s.camera!==void 0&&l.push(r.getDependency("camera",s.camera).then(function(u){return r._getNodeRef(r.cameraCache,s.camera,u)})),r._invokeAll(function(u){return u.createNodeAttachment&&u.createNodeAttachment(e)}).forEach(function(u){l.push(u)}),this.nodeCache[e]=Promise.all(l).then(function(u){let d;if(s.isBone===!0?d=new Ir:u.length>1?d=new Q:u.length===1?d=u[0]:d=new ge,d!==u[0])for(let c=0,h=u.length;c<h;c++)d.add(u[c]);if(s.name&&(d.userData.name=s.name,d.name=o),Y(d,s),s.extensions&&te(i,d,s),s.matrix!==void 0){const c=new V;c.fromArray(s.matrix),d.applyMatrix4(c)}else s.translation!==void 0&&d.position.fromArray(s.translation),s.rotation!==void 0&&d.quaternion.fromArray(s.rotation),s.scale!==void 0&&d.scale.fromArray(s.scale);return r.associations.has(d)||r.associations.set(d,{}),r.associations.get(d).nodes=e,d}),this.nodeCache[e]}loadScene(e){const n=this.extensions,i=this.json.scenes[e],r=this,s=new Q;i.name&&(s.name=r.createUniqueName(i.name)),Y(s,i),i.extensions&&te(n,s,i);const o=i.nodes||[],l=[];for(let a=0,u=o.length;a<u;a++)l.push(r.getDependency("node",o[a]));return Promise.all(l).then(function(a){for(let d=0,c=a.length;d<c;d++)s.add(a[d]);const u=d=>{const c=new Map;for(const[h,f]of r.associations)(h instanceof Fe||h instanceof un)&&c.set(h,f);return d.traverse(h=>{const f=r.associations.get(h);f!=null&&c.set(h,f)}),c};return r.associations=u(s),s})}_createAnimationTracks(e,n,i,r,s){const o=[],l=e.name?e.name:e.uuid,a=[];$[s.path]===$.weights?e.traverse(function(h){h.morphTargetInfluences&&a.push(h.name?h.name:h.uuid)}):a.push(l);let u;switch($[s.path]){case $.weights:u=dn;break;case $.rotation:u=hn;break;case $.position:case $.scale:u=cn;break;default:switch(i.itemSize){case 1:u=dn;break;case 2:case 3:default:u=cn;break}break}const d=r.interpolation!==void 0?gs[r.interpolation]:ui,c=this._getArrayFromAccessor(i);for(let h=0,f=a.length;h<f;h++){const p=new u(a[h]+"."+$[s.path],n.array,c,d);r.interpolation==="CUBICSPLINE"&&this._createCubicSplineTrackInterpolant(p),o.push(p)}return o}_getArrayFromAccessor(e){let n=e.array;if(e.normalized){const i=vt(n.constructor),r=new Float32Array(n.length);for(let s=0,o=n.length;s<o;s++)r[s]=n[s]*i;n=r}return n}_createCubicSplineTrackInterpolant(e){e.createInterpolant=function(i){const r=this instanceof hn?ms:di;return new r(this.times,this.values,this.getValueSize()/3,i)},e.createInterpolant.isInterpolantFactoryMethodGLTFCubicSpline=!0}}function Rs(t,e,n){const i=e.attributes,r=new Ur;if(i.POSITION!==void 0){const l=n.json.accessors[i.POSITION],a=l.min,u=l.max;if(a!==void 0&&u!==void 0){if(r.set(new v(a[0],a[1],a[2]),new v(u[0],u[1],u[2])),l.normalized){const d=vt(me[l.componentType]);r.min.multiplyScalar(d),r.max.multiplyScalar(d)}}else{console.warn("THREE.GLTFLoader: Missing min/max properties for accessor POSITION.");return}}else return;const s=e.targets;if(s!==void 0){const l=new v,a=new v;for(let u=0,d=s.length;u<d;u++){const c=s[u];if(c.POSITION!==void 0){const h=n.json.accessors[c.POSITION],f=h.min,p=h.max;if(f!==void 0&&p!==void 0){if(a.setX(Math.max(Math.abs(f[0]),Math.abs(p[0]))),a.setY(Math.max(Math.abs(f[1]),Math.abs(p[1]))),a.setZ(Math.max(Math.abs(f[2]),Math.abs(p[2]))),h.normalized){const g=vt(me[h.componentType]);a.multiplyScalar(g)}l.max(a)}else console.warn("THREE.GLTFLoader: Missing min/max properties for accessor POSITION.")}}r.expandByVector(l)}t.boundingBox=r;const o=new Dr;r.getCenter(o.center),o.radius=r.min.distanceTo(r.max)/2,t.boundingSphere=o}function Mn(t,e,n){const i=e.attributes,r=[];function s(o,l){return n.getDependency("accessor",o).then(function(a){t.setAttribute(l,a)})}for(const o in i){const l=_t[o]||o.toLowerCase();l in t.attributes||r.push(s(i[o],l))}if(e.indices!==void 0&&!t.index){const o=n.getDependency("accessor",e.indices).then(function(l){t.setIndex(l)});r.push(o)}return fn.workingColorSpace!==K&&"COLOR_0"in i&&console.warn(`THREE.GLTFLoader: Converting vertex colors from "srgb-linear" to "${fn.workingColorSpace}" not supported.`),Y(t,e),Rs(t,e,n),Promise.all(r).then(function(){return e.targets!==void 0?vs(t,e.targets,n):t})}var Ce=(t,e,n)=>new Promise((i,r)=>{var s=a=>{try{l(n.next(a))}catch(u){r(u)}},o=a=>{try{l(n.throw(a))}catch(u){r(u)}},l=a=>a.done?i(a.value):Promise.resolve(a.value).then(s,o);l((n=n.apply(t,e)).next())}),L=(t,e,n)=>new Promise((i,r)=>{var s=a=>{try{l(n.next(a))}catch(u){r(u)}},o=a=>{try{l(n.throw(a))}catch(u){r(u)}},l=a=>a.done?i(a.value):Promise.resolve(a.value).then(s,o);l((n=n.apply(t,e)).next())}),xn=class extends ge{constructor(t){super(),this.weight=0,this.isBinary=!1,this.overrideBlink="none",this.overrideLookAt="none",this.overrideMouth="none",this._binds=[],this.name=`VRMExpression_${t}`,this.expressionName=t,this.type="VRMExpression",this.visible=!1}get binds(){return this._binds}get overrideBlinkAmount(){return this.overrideBlink==="block"?0<this.outputWeight?1:0:this.overrideBlink==="blend"?this.outputWeight:0}get overrideLookAtAmount(){return this.overrideLookAt==="block"?0<this.outputWeight?1:0:this.overrideLookAt==="blend"?this.outputWeight:0}get overrideMouthAmount(){return this.overrideMouth==="block"?0<this.outputWeight?1:0:this.overrideMouth==="blend"?this.outputWeight:0}get outputWeight(){return this.isBinary?this.weight>.5?1:0:this.weight}addBind(t){this._binds.push(t)}deleteBind(t){const e=this._binds.indexOf(t);e>=0&&this._binds.splice(e,1)}applyWeight(t){var e;let n=this.outputWeight;n*=(e=t==null?void 0:t.multiplier)!=null?e:1,this.isBinary&&n<1&&(n=0),this._binds.forEach(i=>i.applyWeight(n))}clearAppliedWeight(){this._binds.forEach(t=>t.clearAppliedWeight())}};function hi(t,e,n){var i,r;const s=t.parser.json,o=(i=s.nodes)==null?void 0:i[e];if(o==null)return console.warn(`extractPrimitivesInternal: Attempt to use nodes[${e}] of glTF but the node doesn't exist`),null;const l=o.mesh;if(l==null)return null;const a=(r=s.meshes)==null?void 0:r[l];if(a==null)return console.warn(`extractPrimitivesInternal: Attempt to use meshes[${l}] of glTF but the mesh doesn't exist`),null;const u=a.primitives.length,d=[];return n.traverse(c=>{d.length<u&&c.isMesh&&d.push(c)}),d}function Tn(t,e){return L(this,null,function*(){const n=yield t.parser.getDependency("node",e);return hi(t,e,n)})}function An(t){return L(this,null,function*(){const e=yield t.parser.getDependencies("node"),n=new Map;return e.forEach((i,r)=>{const s=hi(t,r,i);s!=null&&n.set(r,s)}),n})}var Mt={Aa:"aa",Ih:"ih",Ou:"ou",Ee:"ee",Oh:"oh",Blink:"blink",Happy:"happy",Angry:"angry",Sad:"sad",Relaxed:"relaxed",LookUp:"lookUp",Surprised:"surprised",LookDown:"lookDown",LookLeft:"lookLeft",LookRight:"lookRight",BlinkLeft:"blinkLeft",BlinkRight:"blinkRight",Neutral:"neutral"};function fi(t){return Math.max(Math.min(t,1),0)}var yn=class pi{constructor(){this.blinkExpressionNames=["blink","blinkLeft","blinkRight"],this.lookAtExpressionNames=["lookLeft","lookRight","lookUp","lookDown"],this.mouthExpressionNames=["aa","ee","ih","oh","ou"],this._expressions=[],this._expressionMap={}}get expressions(){return this._expressions.concat()}get expressionMap(){return Object.assign({},this._expressionMap)}get presetExpressionMap(){const e={},n=new Set(Object.values(Mt));return Object.entries(this._expressionMap).forEach(([i,r])=>{n.has(i)&&(e[i]=r)}),e}get customExpressionMap(){const e={},n=new Set(Object.values(Mt));return Object.entries(this._expressionMap).forEach(([i,r])=>{n.has(i)||(e[i]=r)}),e}copy(e){return this._expressions.concat().forEach(i=>{this.unregisterExpression(i)}),e._expressions.forEach(i=>{this.registerExpression(i)}),this.blinkExpressionNames=e.blinkExpressionNames.concat(),this.lookAtExpressionNames=e.lookAtExpressionNames.concat(),this.mouthExpressionNames=e.mouthExpressionNames.concat(),this}clone(){return new pi().copy(this)}getExpression(e){var n;return(n=this._expressionMap[e])!=null?n:null}registerExpression(e){this._expressions.push(e),this._expressionMap[e.expressionName]=e}unregisterExpression(e){const n=this._expressions.indexOf(e);n===-1&&console.warn("VRMExpressionManager: The specified expressions is not registered"),this._expressions.splice(n,1),delete this._expressionMap[e.expressionName]}getValue(e){var n;const i=this.getExpression(e);return(n=i==null?void 0:i.weight)!=null?n:null}setValue(e,n){const i=this.getExpression(e);i&&(i.weight=fi(n))}resetValues(){this._expressions.forEach(e=>{e.weight=0})}getExpressionTrackName(e){const n=this.getExpression(e);return n?`${n.name}.weight`:null}update(){const e=this._calculateWeightMultipliers();this._expressions.forEach(n=>{n.clearAppliedWeight()}),this._expressions.forEach(n=>{let i=1;const r=n.expressionName;this.blinkExpressionNames.indexOf(r)!==-1&&(i*=e.blink),this.lookAtExpressionNames.indexOf(r)!==-1&&(i*=e.lookAt),this.mouthExpressionNames.indexOf(r)!==-1&&(i*=e.mouth),n.applyWeight({multiplier:i})})}_calculateWeightMultipliers(){let e=1,n=1,i=1;return this._expressions.forEach(r=>{e-=r.overrideBlinkAmount,n-=r.overrideLookAtAmount,i-=r.overrideMouthAmount}),e=Math.max(0,e),n=Math.max(0,n),i=Math.max(0,i),{blink:e,lookAt:n,mouth:i}}},Ae={Color:"color",EmissionColor:"emissionColor",ShadeColor:"shadeColor",RimColor:"rimColor",OutlineColor:"outlineColor"},ws={_Color:Ae.Color,_EmissionColor:Ae.EmissionColor,_ShadeColor:Ae.ShadeColor,_RimColor:Ae.RimColor,_OutlineColor:Ae.OutlineColor},Es=new C,mi=class gi{constructor({material:e,type:n,targetValue:i,targetAlpha:r}){this.material=e,this.type=n,this.targetValue=i,this.targetAlpha=r??1;const s=this._initColorBindState(),o=this._initAlphaBindState();this._state={color:s,alpha:o}}applyWeight(e){const{color:n,alpha:i}=this._state;if(n!=null){const{propertyName:r,deltaValue:s}=n,o=this.material[r];o!=null&&o.add(Es.copy(s).multiplyScalar(e))}if(i!=null){const{propertyName:r,deltaValue:s}=i;this.material[r]!=null&&(this.material[r]+=s*e)}}clearAppliedWeight(){const{color:e,alpha:n}=this._state;if(e!=null){const{propertyName:i,initialValue:r}=e,s=this.material[i];s!=null&&s.copy(r)}if(n!=null){const{propertyName:i,initialValue:r}=n;this.material[i]!=null&&(this.material[i]=r)}}_initColorBindState(){var e,n,i;const{material:r,type:s,targetValue:o}=this,l=this._getPropertyNameMap(),a=(n=(e=l==null?void 0:l[s])==null?void 0:e[0])!=null?n:null;if(a==null)return console.warn(`Tried to add a material color bind to the material ${(i=r.name)!=null?i:"(no name)"}, the type ${s} but the material or the type is not supported.`),null;const d=r[a].clone(),c=new C(o.r-d.r,o.g-d.g,o.b-d.b);return{propertyName:a,initialValue:d,deltaValue:c}}_initAlphaBindState(){var e,n,i;const{material:r,type:s,targetAlpha:o}=this,l=this._getPropertyNameMap(),a=(n=(e=l==null?void 0:l[s])==null?void 0:e[1])!=null?n:null;if(a==null&&o!==1)return console.warn(`Tried to add a material alpha bind to the material ${(i=r.name)!=null?i:"(no name)"}, the type ${s} but the material or the type does not support alpha.`),null;if(a==null)return null;const u=r[a],d=o-u;return{propertyName:a,initialValue:u,deltaValue:d}}_getPropertyNameMap(){var e,n;return(n=(e=Object.entries(gi._propertyNameMapMap).find(([i])=>this.material[i]===!0))==null?void 0:e[1])!=null?n:null}};mi._propertyNameMapMap={isMeshStandardMaterial:{color:["color","opacity"],emissionColor:["emissive",null]},isMeshBasicMaterial:{color:["color","opacity"]},isMToonMaterial:{color:["color","opacity"],emissionColor:["emissive",null],outlineColor:["outlineColorFactor",null],matcapColor:["matcapFactor",null],rimColor:["parametricRimColorFactor",null],shadeColor:["shadeColorFactor",null]}};var Rn=mi,Ge=class{constructor({primitives:t,index:e,weight:n}){this.primitives=t,this.index=e,this.weight=n}applyWeight(t){this.primitives.forEach(e=>{var n;((n=e.morphTargetInfluences)==null?void 0:n[this.index])!=null&&(e.morphTargetInfluences[this.index]+=this.weight*t)})}clearAppliedWeight(){this.primitives.forEach(t=>{var e;((e=t.morphTargetInfluences)==null?void 0:e[this.index])!=null&&(t.morphTargetInfluences[this.index]=0)})}},wn=new se,_i=class vi{constructor({material:e,scale:n,offset:i}){var r,s;this.material=e,this.scale=n,this.offset=i;const o=(r=Object.entries(vi._propertyNamesMap).find(([l])=>e[l]===!0))==null?void 0:r[1];o==null?(console.warn(`Tried to add a texture transform bind to the material ${(s=e.name)!=null?s:"(no name)"} but the material is not supported.`),this._properties=[]):(this._properties=[],o.forEach(l=>{var a;const u=(a=e[l])==null?void 0:a.clone();if(!u)return null;e[l]=u;const d=u.offset.clone(),c=u.repeat.clone(),h=i.clone().sub(d),f=n.clone().sub(c);this._properties.push({name:l,initialOffset:d,deltaOffset:h,initialScale:c,deltaScale:f})}))}applyWeight(e){this._properties.forEach(n=>{const i=this.material[n.name];i!==void 0&&(i.offset.add(wn.copy(n.deltaOffset).multiplyScalar(e)),i.repeat.add(wn.copy(n.deltaScale).multiplyScalar(e)))})}clearAppliedWeight(){this._properties.forEach(e=>{const n=this.material[e.name];n!==void 0&&(n.offset.copy(e.initialOffset),n.repeat.copy(e.initialScale))})}};_i._propertyNamesMap={isMeshStandardMaterial:["map","emissiveMap","bumpMap","normalMap","displacementMap","roughnessMap","metalnessMap","alphaMap"],isMeshBasicMaterial:["map","specularMap","alphaMap"],isMToonMaterial:["map","normalMap","emissiveMap","shadeMultiplyTexture","rimMultiplyTexture","outlineWidthMultiplyTexture","uvAnimationMaskTexture"]};var En=_i,Ss=new Set(["1.0","1.0-beta"]),Mi=class xi{get name(){return"VRMExpressionLoaderPlugin"}constructor(e){this.parser=e}afterRoot(e){return L(this,null,function*(){e.userData.vrmExpressionManager=yield this._import(e)})}_import(e){return L(this,null,function*(){const n=yield this._v1Import(e);if(n)return n;const i=yield this._v0Import(e);return i||null})}_v1Import(e){return L(this,null,function*(){var n,i;const r=this.parser.json;if(!(((n=r.extensionsUsed)==null?void 0:n.indexOf("VRMC_vrm"))!==-1))return null;const o=(i=r.extensions)==null?void 0:i.VRMC_vrm;if(!o)return null;const l=o.specVersion;if(!Ss.has(l))return console.warn(`VRMExpressionLoaderPlugin: Unknown VRMC_vrm specVersion "${l}"`),null;const a=o.expressions;if(!a)return null;const u=new Set(Object.values(Mt)),d=new Map;a.preset!=null&&Object.entries(a.preset).forEach(([h,f])=>{if(f!=null){if(!u.has(h)){console.warn(`VRMExpressionLoaderPlugin: Unknown preset name "${h}" detected. Ignoring the expression`);return}d.set(h,f)}}),a.custom!=null&&Object.entries(a.custom).forEach(([h,f])=>{if(u.has(h)){console.warn(`VRMExpressionLoaderPlugin: Custom expression cannot have preset name "${h}". Ignoring the expression`);return}d.set(h,f)});const c=new yn;return yield Promise.all(Array.from(d.entries()).map(h=>L(this,[h],function*([f,p]){var g,m,_,x,A,M,T;const y=new xn(f);if(e.scene.add(y),y.isBinary=(g=p.isBinary)!=null?g:!1,y.overrideBlink=(m=p.overrideBlink)!=null?m:"none",y.overrideLookAt=(_=p.overrideLookAt)!=null?_:"none",y.overrideMouth=(x=p.overrideMouth)!=null?x:"none",(A=p.morphTargetBinds)==null||A.forEach(R=>L(this,null,function*(){var E;if(R.node===void 0||R.index===void 0)return;const b=yield Tn(e,R.node),P=R.index;if(!b.every(I=>Array.isArray(I.morphTargetInfluences)&&P<I.morphTargetInfluences.length)){console.warn(`VRMExpressionLoaderPlugin: ${p.name} attempts to index morph #${P} but not found.`);return}y.addBind(new Ge({primitives:b,index:P,weight:(E=R.weight)!=null?E:1}))})),p.materialColorBinds||p.textureTransformBinds){const R=[];e.scene.traverse(E=>{const b=E.material;b&&(Array.isArray(b)?R.push(...b):R.push(b))}),(M=p.materialColorBinds)==null||M.forEach(E=>L(this,null,function*(){R.filter(P=>{var I;const U=(I=this.parser.associations.get(P))==null?void 0:I.materials;return E.material===U}).forEach(P=>{y.addBind(new Rn({material:P,type:E.type,targetValue:new C().fromArray(E.targetValue),targetAlpha:E.targetValue[3]}))})})),(T=p.textureTransformBinds)==null||T.forEach(E=>L(this,null,function*(){R.filter(P=>{var I;const U=(I=this.parser.associations.get(P))==null?void 0:I.materials;return E.material===U}).forEach(P=>{var I,U;y.addBind(new En({material:P,offset:new se().fromArray((I=E.offset)!=null?I:[0,0]),scale:new se().fromArray((U=E.scale)!=null?U:[1,1])}))})}))}c.registerExpression(y)}))),c})}_v0Import(e){return L(this,null,function*(){var n;const i=this.parser.json,r=(n=i.extensions)==null?void 0:n.VRM;if(!r)return null;const s=r.blendShapeMaster;if(!s)return null;const o=new yn,l=s.blendShapeGroups;if(!l)return o;const a=new Set;return yield Promise.all(l.map(u=>L(this,null,function*(){var d;const c=u.presetName,h=c!=null&&xi.v0v1PresetNameMap[c]||null,f=h??u.name;if(f==null){console.warn("VRMExpressionLoaderPlugin: One of custom expressions has no name. Ignoring the expression");return}if(a.has(f)){console.warn(`VRMExpressionLoaderPlugin: An expression preset ${c} has duplicated entries. Ignoring the expression`);return}a.add(f);const p=new xn(f);e.scene.add(p),p.isBinary=(d=u.isBinary)!=null?d:!1,u.binds&&u.binds.forEach(m=>L(this,null,function*(){var _;if(m.mesh===void 0||m.index===void 0)return;const x=[];if((_=i.nodes)==null||_.forEach((M,T)=>{M.mesh===m.mesh&&x.push(T)}),x.length===0){console.warn(`VRMExpressionLoaderPlugin: ${u.name} attempts to bind a morph target to the mesh #${m.mesh} but the mesh is not found or not used in the scene. Ignoring the bind.`);return}const A=m.index;yield Promise.all(x.map(M=>L(this,null,function*(){var T;const y=yield Tn(e,M);if(!y.every(R=>Array.isArray(R.morphTargetInfluences)&&A<R.morphTargetInfluences.length)){console.warn(`VRMExpressionLoaderPlugin: ${u.name} attempts to index ${A}th morph but not found.`);return}p.addBind(new Ge({primitives:y,index:A,weight:.01*((T=m.weight)!=null?T:100)}))})))}));const g=u.materialValues;g&&g.length!==0&&g.forEach(m=>{if(m.materialName===void 0||m.propertyName===void 0||m.targetValue===void 0)return;const _=[];e.scene.traverse(A=>{if(A.material){const M=A.material;Array.isArray(M)?_.push(...M.filter(T=>(T.name===m.materialName||T.name===m.materialName+" (Outline)")&&_.indexOf(T)===-1)):M.name===m.materialName&&_.indexOf(M)===-1&&_.push(M)}});const x=m.propertyName;_.forEach(A=>{if(x==="_MainTex_ST"){const T=new se(m.targetValue[0],m.targetValue[1]),y=new se(m.targetValue[2],m.targetValue[3]);y.y=1-y.y-T.y,p.addBind(new En({material:A,scale:T,offset:y}));return}const M=ws[x];if(M){p.addBind(new Rn({material:A,type:M,targetValue:new C().fromArray(m.targetValue),targetAlpha:m.targetValue[3]}));return}console.warn(x+" is not supported")})}),o.registerExpression(p)}))),o})}};Mi.v0v1PresetNameMap={a:"aa",e:"ee",i:"ih",o:"oh",u:"ou",blink:"blink",joy:"happy",angry:"angry",sorrow:"sad",fun:"relaxed",lookup:"lookUp",lookdown:"lookDown",lookleft:"lookLeft",lookright:"lookRight",blink_l:"blinkLeft",blink_r:"blinkRight",neutral:"neutral"};var Ls=Mi,Lt=class fe{constructor(e,n){this._firstPersonOnlyLayer=fe.DEFAULT_FIRSTPERSON_ONLY_LAYER,this._thirdPersonOnlyLayer=fe.DEFAULT_THIRDPERSON_ONLY_LAYER,this._initializedLayers=!1,this.humanoid=e,this.meshAnnotations=n}copy(e){if(this.humanoid!==e.humanoid)throw new Error("VRMFirstPerson: humanoid must be same in order to copy");return this.meshAnnotations=e.meshAnnotations.map(n=>({meshes:n.meshes.concat(),type:n.type})),this}clone(){return new fe(this.humanoid,this.meshAnnotations).copy(this)}get firstPersonOnlyLayer(){return this._firstPersonOnlyLayer}get thirdPersonOnlyLayer(){return this._thirdPersonOnlyLayer}setup({firstPersonOnlyLayer:e=fe.DEFAULT_FIRSTPERSON_ONLY_LAYER,thirdPersonOnlyLayer:n=fe.DEFAULT_THIRDPERSON_ONLY_LAYER}={}){this._initializedLayers||(this._firstPersonOnlyLayer=e,this._thirdPersonOnlyLayer=n,this.meshAnnotations.forEach(i=>{i.meshes.forEach(r=>{i.type==="firstPersonOnly"?(r.layers.set(this._firstPersonOnlyLayer),r.traverse(s=>s.layers.set(this._firstPersonOnlyLayer))):i.type==="thirdPersonOnly"?(r.layers.set(this._thirdPersonOnlyLayer),r.traverse(s=>s.layers.set(this._thirdPersonOnlyLayer))):i.type==="auto"&&this._createHeadlessModel(r)})}),this._initializedLayers=!0)}_excludeTriangles(e,n,i,r){let s=0;if(n!=null&&n.length>0)for(let o=0;o<e.length;o+=3){const l=e[o],a=e[o+1],u=e[o+2],d=n[l],c=i[l];if(d[0]>0&&r.includes(c[0])||d[1]>0&&r.includes(c[1])||d[2]>0&&r.includes(c[2])||d[3]>0&&r.includes(c[3]))continue;const h=n[a],f=i[a];if(h[0]>0&&r.includes(f[0])||h[1]>0&&r.includes(f[1])||h[2]>0&&r.includes(f[2])||h[3]>0&&r.includes(f[3]))continue;const p=n[u],g=i[u];p[0]>0&&r.includes(g[0])||p[1]>0&&r.includes(g[1])||p[2]>0&&r.includes(g[2])||p[3]>0&&r.includes(g[3])||(e[s++]=l,e[s++]=a,e[s++]=u)}return s}_createErasedMesh(e,n){const i=new ai(e.geometry.clone(),e.material);i.name=`${e.name}(erase)`,i.frustumCulled=e.frustumCulled,i.layers.set(this._firstPersonOnlyLayer);const r=i.geometry,s=r.getAttribute("skinIndex"),o=s instanceof pn?[]:s.array,l=[];for(let g=0;g<o.length;g+=4)l.push([o[g],o[g+1],o[g+2],o[g+3]]);const a=r.getAttribute("skinWeight"),u=a instanceof pn?[]:a.array,d=[];for(let g=0;g<u.length;g+=4)d.push([u[g],u[g+1],u[g+2],u[g+3]]);const c=r.getIndex();if(!c)throw new Error("The geometry doesn't have an index buffer");const h=Array.from(c.array),f=this._excludeTriangles(h,d,l,n),p=[];for(let g=0;g<f;g++)p[g]=h[g];return r.setIndex(p),e.onBeforeRender&&(i.onBeforeRender=e.onBeforeRender),i.bind(new Ye(e.skeleton.bones,e.skeleton.boneInverses),new V),i}_createHeadlessModelForSkinnedMesh(e,n){const i=[];if(n.skeleton.bones.forEach((s,o)=>{this._isEraseTarget(s)&&i.push(o)}),!i.length){n.layers.enable(this._thirdPersonOnlyLayer),n.layers.enable(this._firstPersonOnlyLayer);return}n.layers.set(this._thirdPersonOnlyLayer);const r=this._createErasedMesh(n,i);e.add(r)}_createHeadlessModel(e){if(e.type==="Group")if(e.layers.set(this._thirdPersonOnlyLayer),this._isEraseTarget(e))e.traverse(n=>n.layers.set(this._thirdPersonOnlyLayer));else{const n=new Q;n.name=`_headless_${e.name}`,n.layers.set(this._firstPersonOnlyLayer),e.parent.add(n),e.children.filter(i=>i.type==="SkinnedMesh").forEach(i=>{const r=i;this._createHeadlessModelForSkinnedMesh(n,r)})}else if(e.type==="SkinnedMesh"){const n=e;this._createHeadlessModelForSkinnedMesh(e.parent,n)}else this._isEraseTarget(e)&&(e.layers.set(this._thirdPersonOnlyLayer),e.traverse(n=>n.layers.set(this._thirdPersonOnlyLayer)))}_isEraseTarget(e){return e===this.humanoid.getRawBoneNode("head")?!0:e.parent?this._isEraseTarget(e.parent):!1}};Lt.DEFAULT_FIRSTPERSON_ONLY_LAYER=9;Lt.DEFAULT_THIRDPERSON_ONLY_LAYER=10;var Sn=Lt,Ps=new Set(["1.0","1.0-beta"]),bs=class{get name(){return"VRMFirstPersonLoaderPlugin"}constructor(t){this.parser=t}afterRoot(t){return L(this,null,function*(){const e=t.userData.vrmHumanoid;if(e!==null){if(e===void 0)throw new Error("VRMFirstPersonLoaderPlugin: vrmHumanoid is undefined. VRMHumanoidLoaderPlugin have to be used first");t.userData.vrmFirstPerson=yield this._import(t,e)}})}_import(t,e){return L(this,null,function*(){if(e==null)return null;const n=yield this._v1Import(t,e);if(n)return n;const i=yield this._v0Import(t,e);return i||null})}_v1Import(t,e){return L(this,null,function*(){var n,i;const r=this.parser.json;if(!(((n=r.extensionsUsed)==null?void 0:n.indexOf("VRMC_vrm"))!==-1))return null;const o=(i=r.extensions)==null?void 0:i.VRMC_vrm;if(!o)return null;const l=o.specVersion;if(!Ps.has(l))return console.warn(`VRMFirstPersonLoaderPlugin: Unknown VRMC_vrm specVersion "${l}"`),null;const a=o.firstPerson,u=[],d=yield An(t);return Array.from(d.entries()).forEach(([c,h])=>{var f,p;const g=(f=a==null?void 0:a.meshAnnotations)==null?void 0:f.find(m=>m.node===c);u.push({meshes:h,type:(p=g==null?void 0:g.type)!=null?p:"auto"})}),new Sn(e,u)})}_v0Import(t,e){return L(this,null,function*(){var n;const i=this.parser.json,r=(n=i.extensions)==null?void 0:n.VRM;if(!r)return null;const s=r.firstPerson;if(!s)return null;const o=[],l=yield An(t);return Array.from(l.entries()).forEach(([a,u])=>{const d=i.nodes[a],c=s.meshAnnotations?s.meshAnnotations.find(h=>h.mesh===d.mesh):void 0;o.push({meshes:u,type:this._convertV0FlagToV1Type(c==null?void 0:c.firstPersonFlag)})}),new Sn(e,o)})}_convertV0FlagToV1Type(t){return t==="FirstPersonOnly"?"firstPersonOnly":t==="ThirdPersonOnly"?"thirdPersonOnly":t==="Both"?"both":"auto"}},Ln=new v,Pn=new v,Is=new S,bn=class extends Q{constructor(t){super(),this.vrmHumanoid=t,this._boneAxesMap=new Map,Object.values(t.humanBones).forEach(e=>{const n=new Gr(1);n.matrixAutoUpdate=!1,n.material.depthTest=!1,n.material.depthWrite=!1,this.add(n),this._boneAxesMap.set(e,n)})}dispose(){Array.from(this._boneAxesMap.values()).forEach(t=>{t.geometry.dispose(),t.material.dispose()})}updateMatrixWorld(t){Array.from(this._boneAxesMap.entries()).forEach(([e,n])=>{e.node.updateWorldMatrix(!0,!1),e.node.matrixWorld.decompose(Ln,Is,Pn);const i=Ln.set(.1,.1,.1).divide(Pn);n.matrix.copy(e.node.matrixWorld).scale(i)}),super.updateMatrixWorld(t)}},et=["hips","spine","chest","upperChest","neck","head","leftEye","rightEye","jaw","leftUpperLeg","leftLowerLeg","leftFoot","leftToes","rightUpperLeg","rightLowerLeg","rightFoot","rightToes","leftShoulder","leftUpperArm","leftLowerArm","leftHand","rightShoulder","rightUpperArm","rightLowerArm","rightHand","leftThumbMetacarpal","leftThumbProximal","leftThumbDistal","leftIndexProximal","leftIndexIntermediate","leftIndexDistal","leftMiddleProximal","leftMiddleIntermediate","leftMiddleDistal","leftRingProximal","leftRingIntermediate","leftRingDistal","leftLittleProximal","leftLittleIntermediate","leftLittleDistal","rightThumbMetacarpal","rightThumbProximal","rightThumbDistal","rightIndexProximal","rightIndexIntermediate","rightIndexDistal","rightMiddleProximal","rightMiddleIntermediate","rightMiddleDistal","rightRingProximal","rightRingIntermediate","rightRingDistal","rightLittleProximal","rightLittleIntermediate","rightLittleDistal"],Ns={hips:null,spine:"hips",chest:"spine",upperChest:"chest",neck:"upperChest",head:"neck",leftEye:"head",rightEye:"head",jaw:"head",leftUpperLeg:"hips",leftLowerLeg:"leftUpperLeg",leftFoot:"leftLowerLeg",leftToes:"leftFoot",rightUpperLeg:"hips",rightLowerLeg:"rightUpperLeg",rightFoot:"rightLowerLeg",rightToes:"rightFoot",leftShoulder:"upperChest",leftUpperArm:"leftShoulder",leftLowerArm:"leftUpperArm",leftHand:"leftLowerArm",rightShoulder:"upperChest",rightUpperArm:"rightShoulder",rightLowerArm:"rightUpperArm",rightHand:"rightLowerArm",leftThumbMetacarpal:"leftHand",leftThumbProximal:"leftThumbMetacarpal",leftThumbDistal:"leftThumbProximal",leftIndexProximal:"leftHand",leftIndexIntermediate:"leftIndexProximal",leftIndexDistal:"leftIndexIntermediate",leftMiddleProximal:"leftHand",leftMiddleIntermediate:"leftMiddleProximal",leftMiddleDistal:"leftMiddleIntermediate",leftRingProximal:"leftHand",leftRingIntermediate:"leftRingProximal",leftRingDistal:"leftRingIntermediate",leftLittleProximal:"leftHand",leftLittleIntermediate:"leftLittleProximal",leftLittleDistal:"leftLittleIntermediate",rightThumbMetacarpal:"rightHand",rightThumbProximal:"rightThumbMetacarpal",rightThumbDistal:"rightThumbProximal",rightIndexProximal:"rightHand",rightIndexIntermediate:"rightIndexProximal",rightIndexDistal:"rightIndexIntermediate",rightMiddleProximal:"rightHand",rightMiddleIntermediate:"rightMiddleProximal",rightMiddleDistal:"rightMiddleIntermediate",rightRingProximal:"rightHand",rightRingIntermediate:"rightRingProximal",rightRingDistal:"rightRingIntermediate",rightLittleProximal:"rightHand",rightLittleIntermediate:"rightLittleProximal",rightLittleDistal:"rightLittleIntermediate"};function Ti(t){return t.invert?t.invert():t.inverse(),t}var ne=new v,ie=new S,xt=class{constructor(t){this.humanBones=t,this.restPose=this.getAbsolutePose()}getAbsolutePose(){const t={};return Object.keys(this.humanBones).forEach(e=>{const n=e,i=this.getBoneNode(n);i&&(ne.copy(i.position),ie.copy(i.quaternion),t[n]={position:ne.toArray(),rotation:ie.toArray()})}),t}getPose(){const t={};return Object.keys(this.humanBones).forEach(e=>{const n=e,i=this.getBoneNode(n);if(!i)return;ne.set(0,0,0),ie.identity();const r=this.restPose[n];r!=null&&r.position&&ne.fromArray(r.position).negate(),r!=null&&r.rotation&&Ti(ie.fromArray(r.rotation)),ne.add(i.position),ie.premultiply(i.quaternion),t[n]={position:ne.toArray(),rotation:ie.toArray()}}),t}setPose(t){Object.entries(t).forEach(([e,n])=>{const i=e,r=this.getBoneNode(i);if(!r)return;const s=this.restPose[i];s&&(n!=null&&n.position&&(r.position.fromArray(n.position),s.position&&r.position.add(ne.fromArray(s.position))),n!=null&&n.rotation&&(r.quaternion.fromArray(n.rotation),s.rotation&&r.quaternion.multiply(ie.fromArray(s.rotation))))})}resetPose(){Object.entries(this.restPose).forEach(([t,e])=>{const n=this.getBoneNode(t);n&&(e!=null&&e.position&&n.position.fromArray(e.position),e!=null&&e.rotation&&n.quaternion.fromArray(e.rotation))})}getBone(t){var e;return(e=this.humanBones[t])!=null?e:void 0}getBoneNode(t){var e,n;return(n=(e=this.humanBones[t])==null?void 0:e.node)!=null?n:null}},tt=new v,Os=new S,Cs=new v,In=class Ai extends xt{static _setupTransforms(e){const n=new ge;n.name="VRMHumanoidRig";const i={},r={},s={};et.forEach(l=>{var a;const u=e.getBoneNode(l);if(u){const d=new v,c=new S;u.updateWorldMatrix(!0,!1),u.matrixWorld.decompose(d,c,tt),i[l]=d,r[l]=u.quaternion.clone();const h=new S;(a=u.parent)==null||a.matrixWorld.decompose(tt,h,tt),s[l]=h}});const o={};return et.forEach(l=>{var a;const u=e.getBoneNode(l);if(u){const d=i[l];let c=l,h;for(;h==null&&(c=Ns[c],c!=null);)h=i[c];const f=new ge;f.name="Normalized_"+u.name,(c?(a=o[c])==null?void 0:a.node:n).add(f),f.position.copy(d),h&&f.position.sub(h),o[l]={node:f}}}),{rigBones:o,root:n,parentWorldRotations:s,boneRotations:r}}constructor(e){const{rigBones:n,root:i,parentWorldRotations:r,boneRotations:s}=Ai._setupTransforms(e);super(n),this.original=e,this.root=i,this._parentWorldRotations=r,this._boneRotations=s}update(){et.forEach(e=>{const n=this.original.getBoneNode(e);if(n!=null){const i=this.getBoneNode(e),r=this._parentWorldRotations[e],s=Os.copy(r).invert(),o=this._boneRotations[e];if(n.quaternion.copy(i.quaternion).multiply(r).premultiply(s).multiply(o),e==="hips"){const l=i.getWorldPosition(Cs);n.parent.updateWorldMatrix(!0,!1);const a=n.parent.matrixWorld,u=l.applyMatrix4(a.invert());n.position.copy(u)}}})}},Nn=class yi{get restPose(){return console.warn("VRMHumanoid: restPose is deprecated. Use either rawRestPose or normalizedRestPose instead."),this.rawRestPose}get rawRestPose(){return this._rawHumanBones.restPose}get normalizedRestPose(){return this._normalizedHumanBones.restPose}get humanBones(){return this._rawHumanBones.humanBones}get rawHumanBones(){return this._rawHumanBones.humanBones}get normalizedHumanBones(){return this._normalizedHumanBones.humanBones}get normalizedHumanBonesRoot(){return this._normalizedHumanBones.root}constructor(e,n){var i;this.autoUpdateHumanBones=(i=n==null?void 0:n.autoUpdateHumanBones)!=null?i:!0,this._rawHumanBones=new xt(e),this._normalizedHumanBones=new In(this._rawHumanBones)}copy(e){return this.autoUpdateHumanBones=e.autoUpdateHumanBones,this._rawHumanBones=new xt(e.humanBones),this._normalizedHumanBones=new In(this._rawHumanBones),this}clone(){return new yi(this.humanBones,{autoUpdateHumanBones:this.autoUpdateHumanBones}).copy(this)}getAbsolutePose(){return console.warn("VRMHumanoid: getAbsolutePose() is deprecated. Use either getRawAbsolutePose() or getNormalizedAbsolutePose() instead."),this.getRawAbsolutePose()}getRawAbsolutePose(){return this._rawHumanBones.getAbsolutePose()}getNormalizedAbsolutePose(){return this._normalizedHumanBones.getAbsolutePose()}getPose(){return console.warn("VRMHumanoid: getPose() is deprecated. Use either getRawPose() or getNormalizedPose() instead."),this.getRawPose()}getRawPose(){return this._rawHumanBones.getPose()}getNormalizedPose(){return this._normalizedHumanBones.getPose()}setPose(e){return console.warn("VRMHumanoid: setPose() is deprecated. Use either setRawPose() or setNormalizedPose() instead."),this.setRawPose(e)}setRawPose(e){return this._rawHumanBones.setPose(e)}setNormalizedPose(e){return this._normalizedHumanBones.setPose(e)}resetPose(){return console.warn("VRMHumanoid: resetPose() is deprecated. Use either resetRawPose() or resetNormalizedPose() instead."),this.resetRawPose()}resetRawPose(){return this._rawHumanBones.resetPose()}resetNormalizedPose(){return this._normalizedHumanBones.resetPose()}getBone(e){return console.warn("VRMHumanoid: getBone() is deprecated. Use either getRawBone() or getNormalizedBone() instead."),this.getRawBone(e)}getRawBone(e){return this._rawHumanBones.getBone(e)}getNormalizedBone(e){return this._normalizedHumanBones.getBone(e)}getBoneNode(e){return console.warn("VRMHumanoid: getBoneNode() is deprecated. Use either getRawBoneNode() or getNormalizedBoneNode() instead."),this.getRawBoneNode(e)}getRawBoneNode(e){return this._rawHumanBones.getBoneNode(e)}getNormalizedBoneNode(e){return this._normalizedHumanBones.getBoneNode(e)}update(){this.autoUpdateHumanBones&&this._normalizedHumanBones.update()}},Us={Hips:"hips",Spine:"spine",Head:"head",LeftUpperLeg:"leftUpperLeg",LeftLowerLeg:"leftLowerLeg",LeftFoot:"leftFoot",RightUpperLeg:"rightUpperLeg",RightLowerLeg:"rightLowerLeg",RightFoot:"rightFoot",LeftUpperArm:"leftUpperArm",LeftLowerArm:"leftLowerArm",LeftHand:"leftHand",RightUpperArm:"rightUpperArm",RightLowerArm:"rightLowerArm",RightHand:"rightHand"},Ds=new Set(["1.0","1.0-beta"]),On={leftThumbProximal:"leftThumbMetacarpal",leftThumbIntermediate:"leftThumbProximal",rightThumbProximal:"rightThumbMetacarpal",rightThumbIntermediate:"rightThumbProximal"},Vs=class{get name(){return"VRMHumanoidLoaderPlugin"}constructor(t,e){this.parser=t,this.helperRoot=e==null?void 0:e.helperRoot,this.autoUpdateHumanBones=e==null?void 0:e.autoUpdateHumanBones}afterRoot(t){return L(this,null,function*(){t.userData.vrmHumanoid=yield this._import(t)})}_import(t){return L(this,null,function*(){const e=yield this._v1Import(t);if(e)return e;const n=yield this._v0Import(t);return n||null})}_v1Import(t){return L(this,null,function*(){var e,n;const i=this.parser.json;if(!(((e=i.extensionsUsed)==null?void 0:e.indexOf("VRMC_vrm"))!==-1))return null;const s=(n=i.extensions)==null?void 0:n.VRMC_vrm;if(!s)return null;const o=s.specVersion;if(!Ds.has(o))return console.warn(`VRMHumanoidLoaderPlugin: Unknown VRMC_vrm specVersion "${o}"`),null;const l=s.humanoid;if(!l)return null;const a=l.humanBones.leftThumbIntermediate!=null||l.humanBones.rightThumbIntermediate!=null,u={};l.humanBones!=null&&(yield Promise.all(Object.entries(l.humanBones).map(c=>L(this,[c],function*([h,f]){let p=h;const g=f.node;if(a){const _=On[p];_!=null&&(p=_)}const m=yield this.parser.getDependency("node",g);if(m==null){console.warn(`A glTF node bound to the humanoid bone ${p} (index = ${g}) does not exist`);return}u[p]={node:m}}))));const d=new Nn(this._ensureRequiredBonesExist(u),{autoUpdateHumanBones:this.autoUpdateHumanBones});if(t.scene.add(d.normalizedHumanBonesRoot),this.helperRoot){const c=new bn(d);this.helperRoot.add(c),c.renderOrder=this.helperRoot.renderOrder}return d})}_v0Import(t){return L(this,null,function*(){var e;const i=(e=this.parser.json.extensions)==null?void 0:e.VRM;if(!i)return null;const r=i.humanoid;if(!r)return null;const s={};r.humanBones!=null&&(yield Promise.all(r.humanBones.map(l=>L(this,null,function*(){const a=l.bone,u=l.node;if(a==null||u==null)return;if(u<0){console.warn(`A glTF node index for the humanoid bone ${a} is negative (${u}), ignoring this bone.`);return}const d=yield this.parser.getDependency("node",u);if(d==null){console.warn(`A glTF node bound to the humanoid bone ${a} (index = ${u}) does not exist`);return}const c=On[a],h=c??a;if(s[h]!=null){console.warn(`Multiple bone entries for ${h} detected (index = ${u}), ignoring duplicated entries.`);return}s[h]={node:d}}))));const o=new Nn(this._ensureRequiredBonesExist(s),{autoUpdateHumanBones:this.autoUpdateHumanBones});if(t.scene.add(o.normalizedHumanBonesRoot),this.helperRoot){const l=new bn(o);this.helperRoot.add(l),l.renderOrder=this.helperRoot.renderOrder}return o})}_ensureRequiredBonesExist(t){const e=Object.values(Us).filter(n=>t[n]==null);if(e.length>0)throw new Error(`VRMHumanoidLoaderPlugin: These humanoid bones are required but not exist: ${e.join(", ")}`);return t}},Cn=class extends X{constructor(){super(),this._currentTheta=0,this._currentRadius=0,this.theta=0,this.radius=0,this._currentTheta=0,this._currentRadius=0,this._attrPos=new O(new Float32Array(195),3),this.setAttribute("position",this._attrPos),this._attrIndex=new O(new Uint16Array(189),1),this.setIndex(this._attrIndex),this._buildIndex(),this.update()}update(){let t=!1;this._currentTheta!==this.theta&&(this._currentTheta=this.theta,t=!0),this._currentRadius!==this.radius&&(this._currentRadius=this.radius,t=!0),t&&this._buildPosition()}_buildPosition(){this._attrPos.setXYZ(0,0,0,0);for(let t=0;t<64;t++){const e=t/63*this._currentTheta;this._attrPos.setXYZ(t+1,this._currentRadius*Math.sin(e),0,this._currentRadius*Math.cos(e))}this._attrPos.needsUpdate=!0}_buildIndex(){for(let t=0;t<63;t++)this._attrIndex.setXYZ(t*3,0,t+1,t+2);this._attrIndex.needsUpdate=!0}},Fs=class extends X{constructor(){super(),this.radius=0,this._currentRadius=0,this.tail=new v,this._currentTail=new v,this._attrPos=new O(new Float32Array(294),3),this.setAttribute("position",this._attrPos),this._attrIndex=new O(new Uint16Array(194),1),this.setIndex(this._attrIndex),this._buildIndex(),this.update()}update(){let t=!1;this._currentRadius!==this.radius&&(this._currentRadius=this.radius,t=!0),this._currentTail.equals(this.tail)||(this._currentTail.copy(this.tail),t=!0),t&&this._buildPosition()}_buildPosition(){for(let t=0;t<32;t++){const e=t/16*Math.PI;this._attrPos.setXYZ(t,Math.cos(e),Math.sin(e),0),this._attrPos.setXYZ(32+t,0,Math.cos(e),Math.sin(e)),this._attrPos.setXYZ(64+t,Math.sin(e),0,Math.cos(e))}this.scale(this._currentRadius,this._currentRadius,this._currentRadius),this.translate(this._currentTail.x,this._currentTail.y,this._currentTail.z),this._attrPos.setXYZ(96,0,0,0),this._attrPos.setXYZ(97,this._currentTail.x,this._currentTail.y,this._currentTail.z),this._attrPos.needsUpdate=!0}_buildIndex(){for(let t=0;t<32;t++){const e=(t+1)%32;this._attrIndex.setXY(t*2,t,e),this._attrIndex.setXY(64+t*2,32+t,32+e),this._attrIndex.setXY(128+t*2,64+t,64+e)}this._attrIndex.setXY(192,96,97),this._attrIndex.needsUpdate=!0}},Ue=new S,Un=new S,ye=new v,Dn=new v,Vn=Math.sqrt(2)/2,Bs=new S(0,0,-Vn,Vn),Hs=new v(0,1,0),ks=class extends Q{constructor(t){super(),this.matrixAutoUpdate=!1,this.vrmLookAt=t;{const e=new Cn;e.radius=.5;const n=new oe({color:65280,transparent:!0,opacity:.5,side:mt,depthTest:!1,depthWrite:!1});this._meshPitch=new gt(e,n),this.add(this._meshPitch)}{const e=new Cn;e.radius=.5;const n=new oe({color:16711680,transparent:!0,opacity:.5,side:mt,depthTest:!1,depthWrite:!1});this._meshYaw=new gt(e,n),this.add(this._meshYaw)}{const e=new Fs;e.radius=.1;const n=new be({color:16777215,depthTest:!1,depthWrite:!1});this._lineTarget=new qe(e,n),this._lineTarget.frustumCulled=!1,this.add(this._lineTarget)}}dispose(){this._meshYaw.geometry.dispose(),this._meshYaw.material.dispose(),this._meshPitch.geometry.dispose(),this._meshPitch.material.dispose(),this._lineTarget.geometry.dispose(),this._lineTarget.material.dispose()}updateMatrixWorld(t){const e=N.DEG2RAD*this.vrmLookAt.yaw;this._meshYaw.geometry.theta=e,this._meshYaw.geometry.update();const n=N.DEG2RAD*this.vrmLookAt.pitch;this._meshPitch.geometry.theta=n,this._meshPitch.geometry.update(),this.vrmLookAt.getLookAtWorldPosition(ye),this.vrmLookAt.getLookAtWorldQuaternion(Ue),Ue.multiply(this.vrmLookAt.getFaceFrontQuaternion(Un)),this._meshYaw.position.copy(ye),this._meshYaw.quaternion.copy(Ue),this._meshPitch.position.copy(ye),this._meshPitch.quaternion.copy(Ue),this._meshPitch.quaternion.multiply(Un.setFromAxisAngle(Hs,e)),this._meshPitch.quaternion.multiply(Bs);const{target:i,autoUpdate:r}=this.vrmLookAt;i!=null&&r&&(i.getWorldPosition(Dn).sub(ye),this._lineTarget.geometry.tail.copy(Dn),this._lineTarget.geometry.update(),this._lineTarget.position.copy(ye)),super.updateMatrixWorld(t)}},Ws=new v,Gs=new v;function Tt(t,e){return t.matrixWorld.decompose(Ws,e,Gs),e}function Be(t){return[Math.atan2(-t.z,t.x),Math.atan2(t.y,Math.sqrt(t.x*t.x+t.z*t.z))]}function Fn(t){const e=Math.round(t/2/Math.PI);return t-2*Math.PI*e}var Bn=new v(0,0,1),js=new v,zs=new v,Xs=new v,qs=new S,nt=new S,Hn=new S,Ys=new S,it=new St,Ri=class wi{constructor(e,n){this.offsetFromHeadBone=new v,this.autoUpdate=!0,this.faceFront=new v(0,0,1),this.humanoid=e,this.applier=n,this._yaw=0,this._pitch=0,this._needsUpdate=!0,this._restHeadWorldQuaternion=this.getLookAtWorldQuaternion(new S)}get yaw(){return this._yaw}set yaw(e){this._yaw=e,this._needsUpdate=!0}get pitch(){return this._pitch}set pitch(e){this._pitch=e,this._needsUpdate=!0}get euler(){return console.warn("VRMLookAt: euler is deprecated. use getEuler() instead."),this.getEuler(new St)}getEuler(e){return e.set(N.DEG2RAD*this._pitch,N.DEG2RAD*this._yaw,0,"YXZ")}copy(e){if(this.humanoid!==e.humanoid)throw new Error("VRMLookAt: humanoid must be same in order to copy");return this.offsetFromHeadBone.copy(e.offsetFromHeadBone),this.applier=e.applier,this.autoUpdate=e.autoUpdate,this.target=e.target,this.faceFront.copy(e.faceFront),this}clone(){return new wi(this.humanoid,this.applier).copy(this)}reset(){this._yaw=0,this._pitch=0,this._needsUpdate=!0}getLookAtWorldPosition(e){const n=this.humanoid.getRawBoneNode("head");return e.copy(this.offsetFromHeadBone).applyMatrix4(n.matrixWorld)}getLookAtWorldQuaternion(e){const n=this.humanoid.getRawBoneNode("head");return Tt(n,e)}getFaceFrontQuaternion(e){if(this.faceFront.distanceToSquared(Bn)<.01)return e.copy(this._restHeadWorldQuaternion).invert();const[n,i]=Be(this.faceFront);return it.set(0,.5*Math.PI+n,i,"YZX"),e.setFromEuler(it).premultiply(Ys.copy(this._restHeadWorldQuaternion).invert())}getLookAtWorldDirection(e){return this.getLookAtWorldQuaternion(nt),this.getFaceFrontQuaternion(Hn),e.copy(Bn).applyQuaternion(nt).applyQuaternion(Hn).applyEuler(this.getEuler(it))}lookAt(e){const n=qs.copy(this._restHeadWorldQuaternion).multiply(Ti(this.getLookAtWorldQuaternion(nt))),i=this.getLookAtWorldPosition(zs),r=Xs.copy(e).sub(i).applyQuaternion(n).normalize(),[s,o]=Be(this.faceFront),[l,a]=Be(r),u=Fn(l-s),d=Fn(o-a);this._yaw=N.RAD2DEG*u,this._pitch=N.RAD2DEG*d,this._needsUpdate=!0}update(e){this.target!=null&&this.autoUpdate&&this.lookAt(this.target.getWorldPosition(js)),this._needsUpdate&&(this._needsUpdate=!1,this.applier.applyYawPitch(this._yaw,this._pitch))}};Ri.EULER_ORDER="YXZ";var Qs=Ri,Ks=new v(0,0,1),k=new S,ce=new S,F=new St(0,0,0,"YXZ"),He=class{constructor(t,e,n,i,r){this.humanoid=t,this.rangeMapHorizontalInner=e,this.rangeMapHorizontalOuter=n,this.rangeMapVerticalDown=i,this.rangeMapVerticalUp=r,this.faceFront=new v(0,0,1),this._restQuatLeftEye=new S,this._restQuatRightEye=new S,this._restLeftEyeParentWorldQuat=new S,this._restRightEyeParentWorldQuat=new S;const s=this.humanoid.getRawBoneNode("leftEye"),o=this.humanoid.getRawBoneNode("rightEye");s&&(this._restQuatLeftEye.copy(s.quaternion),Tt(s.parent,this._restLeftEyeParentWorldQuat)),o&&(this._restQuatRightEye.copy(o.quaternion),Tt(o.parent,this._restRightEyeParentWorldQuat))}applyYawPitch(t,e){const n=this.humanoid.getRawBoneNode("leftEye"),i=this.humanoid.getRawBoneNode("rightEye"),r=this.humanoid.getNormalizedBoneNode("leftEye"),s=this.humanoid.getNormalizedBoneNode("rightEye");n&&(e<0?F.x=-N.DEG2RAD*this.rangeMapVerticalDown.map(-e):F.x=N.DEG2RAD*this.rangeMapVerticalUp.map(e),t<0?F.y=-N.DEG2RAD*this.rangeMapHorizontalInner.map(-t):F.y=N.DEG2RAD*this.rangeMapHorizontalOuter.map(t),k.setFromEuler(F),this._getWorldFaceFrontQuat(ce),r.quaternion.copy(ce).multiply(k).multiply(ce.invert()),k.copy(this._restLeftEyeParentWorldQuat),n.quaternion.copy(r.quaternion).multiply(k).premultiply(k.invert()).multiply(this._restQuatLeftEye)),i&&(e<0?F.x=-N.DEG2RAD*this.rangeMapVerticalDown.map(-e):F.x=N.DEG2RAD*this.rangeMapVerticalUp.map(e),t<0?F.y=-N.DEG2RAD*this.rangeMapHorizontalOuter.map(-t):F.y=N.DEG2RAD*this.rangeMapHorizontalInner.map(t),k.setFromEuler(F),this._getWorldFaceFrontQuat(ce),s.quaternion.copy(ce).multiply(k).multiply(ce.invert()),k.copy(this._restRightEyeParentWorldQuat),i.quaternion.copy(s.quaternion).multiply(k).premultiply(k.invert()).multiply(this._restQuatRightEye))}lookAt(t){console.warn("VRMLookAtBoneApplier: lookAt() is deprecated. use apply() instead.");const e=N.RAD2DEG*t.y,n=N.RAD2DEG*t.x;this.applyYawPitch(e,n)}_getWorldFaceFrontQuat(t){if(this.faceFront.distanceToSquared(Ks)<.01)return t.identity();const[e,n]=Be(this.faceFront);return F.set(0,.5*Math.PI+e,n,"YZX"),t.setFromEuler(F)}};He.type="bone";var At=class{constructor(t,e,n,i,r){this.expressions=t,this.rangeMapHorizontalInner=e,this.rangeMapHorizontalOuter=n,this.rangeMapVerticalDown=i,this.rangeMapVerticalUp=r}applyYawPitch(t,e){e<0?(this.expressions.setValue("lookDown",0),this.expressions.setValue("lookUp",this.rangeMapVerticalUp.map(-e))):(this.expressions.setValue("lookUp",0),this.expressions.setValue("lookDown",this.rangeMapVerticalDown.map(e))),t<0?(this.expressions.setValue("lookLeft",0),this.expressions.setValue("lookRight",this.rangeMapHorizontalOuter.map(-t))):(this.expressions.setValue("lookRight",0),this.expressions.setValue("lookLeft",this.rangeMapHorizontalOuter.map(t)))}lookAt(t){console.warn("VRMLookAtBoneApplier: lookAt() is deprecated. use apply() instead.");const e=N.RAD2DEG*t.y,n=N.RAD2DEG*t.x;this.applyYawPitch(e,n)}};At.type="expression";var kn=class{constructor(t,e){this.inputMaxValue=t,this.outputScale=e}map(t){return this.outputScale*fi(t/this.inputMaxValue)}},Zs=new Set(["1.0","1.0-beta"]),De=.01,$s=class{get name(){return"VRMLookAtLoaderPlugin"}constructor(t,e){this.parser=t,this.helperRoot=e==null?void 0:e.helperRoot}afterRoot(t){return L(this,null,function*(){const e=t.userData.vrmHumanoid;if(e===null)return;if(e===void 0)throw new Error("VRMLookAtLoaderPlugin: vrmHumanoid is undefined. VRMHumanoidLoaderPlugin have to be used first");const n=t.userData.vrmExpressionManager;if(n!==null){if(n===void 0)throw new Error("VRMLookAtLoaderPlugin: vrmExpressionManager is undefined. VRMExpressionLoaderPlugin have to be used first");t.userData.vrmLookAt=yield this._import(t,e,n)}})}_import(t,e,n){return L(this,null,function*(){if(e==null||n==null)return null;const i=yield this._v1Import(t,e,n);if(i)return i;const r=yield this._v0Import(t,e,n);return r||null})}_v1Import(t,e,n){return L(this,null,function*(){var i,r,s;const o=this.parser.json;if(!(((i=o.extensionsUsed)==null?void 0:i.indexOf("VRMC_vrm"))!==-1))return null;const a=(r=o.extensions)==null?void 0:r.VRMC_vrm;if(!a)return null;const u=a.specVersion;if(!Zs.has(u))return console.warn(`VRMLookAtLoaderPlugin: Unknown VRMC_vrm specVersion "${u}"`),null;const d=a.lookAt;if(!d)return null;const c=d.type==="expression"?1:10,h=this._v1ImportRangeMap(d.rangeMapHorizontalInner,c),f=this._v1ImportRangeMap(d.rangeMapHorizontalOuter,c),p=this._v1ImportRangeMap(d.rangeMapVerticalDown,c),g=this._v1ImportRangeMap(d.rangeMapVerticalUp,c);let m;d.type==="expression"?m=new At(n,h,f,p,g):m=new He(e,h,f,p,g);const _=this._importLookAt(e,m);return _.offsetFromHeadBone.fromArray((s=d.offsetFromHeadBone)!=null?s:[0,.06,0]),_})}_v1ImportRangeMap(t,e){var n,i;let r=(n=t==null?void 0:t.inputMaxValue)!=null?n:90;const s=(i=t==null?void 0:t.outputScale)!=null?i:e;return r<De&&(console.warn("VRMLookAtLoaderPlugin: inputMaxValue of a range map is too small. Consider reviewing the range map!"),r=De),new kn(r,s)}_v0Import(t,e,n){return L(this,null,function*(){var i,r,s,o;const a=(i=this.parser.json.extensions)==null?void 0:i.VRM;if(!a)return null;const u=a.firstPerson;if(!u)return null;const d=u.lookAtTypeName==="BlendShape"?1:10,c=this._v0ImportDegreeMap(u.lookAtHorizontalInner,d),h=this._v0ImportDegreeMap(u.lookAtHorizontalOuter,d),f=this._v0ImportDegreeMap(u.lookAtVerticalDown,d),p=this._v0ImportDegreeMap(u.lookAtVerticalUp,d);let g;u.lookAtTypeName==="BlendShape"?g=new At(n,c,h,f,p):g=new He(e,c,h,f,p);const m=this._importLookAt(e,g);return u.firstPersonBoneOffset?m.offsetFromHeadBone.set((r=u.firstPersonBoneOffset.x)!=null?r:0,(s=u.firstPersonBoneOffset.y)!=null?s:.06,-((o=u.firstPersonBoneOffset.z)!=null?o:0)):m.offsetFromHeadBone.set(0,.06,0),m.faceFront.set(0,0,-1),g instanceof He&&g.faceFront.set(0,0,-1),m})}_v0ImportDegreeMap(t,e){var n,i;const r=t==null?void 0:t.curve;JSON.stringify(r)!=="[0,0,0,1,1,1,1,0]"&&console.warn("Curves of LookAtDegreeMap defined in VRM 0.0 are not supported");let s=(n=t==null?void 0:t.xRange)!=null?n:90;const o=(i=t==null?void 0:t.yRange)!=null?i:e;return s<De&&(console.warn("VRMLookAtLoaderPlugin: xRange of a degree map is too small. Consider reviewing the degree map!"),s=De),new kn(s,o)}_importLookAt(t,e){const n=new Qs(t,e);if(this.helperRoot){const i=new ks(n);this.helperRoot.add(i),i.renderOrder=this.helperRoot.renderOrder}return n}};function Js(t,e){return typeof t!="string"||t===""?"":(/^https?:\/\//i.test(e)&&/^\//.test(t)&&(e=e.replace(/(^https?:\/\/[^/]+).*/i,"$1")),/^(https?:)?\/\//i.test(t)||/^data:.*,.*$/i.test(t)||/^blob:.*$/i.test(t)?t:e+t)}var eo=new Set(["1.0","1.0-beta"]),to=class{get name(){return"VRMMetaLoaderPlugin"}constructor(t,e){var n,i,r;this.parser=t,this.needThumbnailImage=(n=e==null?void 0:e.needThumbnailImage)!=null?n:!1,this.acceptLicenseUrls=(i=e==null?void 0:e.acceptLicenseUrls)!=null?i:["https://vrm.dev/licenses/1.0/"],this.acceptV0Meta=(r=e==null?void 0:e.acceptV0Meta)!=null?r:!0}afterRoot(t){return L(this,null,function*(){t.userData.vrmMeta=yield this._import(t)})}_import(t){return L(this,null,function*(){const e=yield this._v1Import(t);if(e!=null)return e;const n=yield this._v0Import(t);return n??null})}_v1Import(t){return L(this,null,function*(){var e,n,i;const r=this.parser.json;if(!(((e=r.extensionsUsed)==null?void 0:e.indexOf("VRMC_vrm"))!==-1))return null;const o=(n=r.extensions)==null?void 0:n.VRMC_vrm;if(o==null)return null;const l=o.specVersion;if(!eo.has(l))return console.warn(`VRMMetaLoaderPlugin: Unknown VRMC_vrm specVersion "${l}"`),null;const a=o.meta;if(!a)return null;const u=a.licenseUrl;if(!new Set(this.acceptLicenseUrls).has(u))throw new Error(`VRMMetaLoaderPlugin: The license url "${u}" is not accepted`);let c;return this.needThumbnailImage&&a.thumbnailImage!=null&&(c=(i=yield this._extractGLTFImage(a.thumbnailImage))!=null?i:void 0),{metaVersion:"1",name:a.name,version:a.version,authors:a.authors,copyrightInformation:a.copyrightInformation,contactInformation:a.contactInformation,references:a.references,thirdPartyLicenses:a.thirdPartyLicenses,thumbnailImage:c,licenseUrl:a.licenseUrl,avatarPermission:a.avatarPermission,allowExcessivelyViolentUsage:a.allowExcessivelyViolentUsage,allowExcessivelySexualUsage:a.allowExcessivelySexualUsage,commercialUsage:a.commercialUsage,allowPoliticalOrReligiousUsage:a.allowPoliticalOrReligiousUsage,allowAntisocialOrHateUsage:a.allowAntisocialOrHateUsage,creditNotation:a.creditNotation,allowRedistribution:a.allowRedistribution,modification:a.modification,otherLicenseUrl:a.otherLicenseUrl}})}_v0Import(t){return L(this,null,function*(){var e;const i=(e=this.parser.json.extensions)==null?void 0:e.VRM;if(!i)return null;const r=i.meta;if(!r)return null;if(!this.acceptV0Meta)throw new Error("VRMMetaLoaderPlugin: Attempted to load VRM0.0 meta but acceptV0Meta is false");let s;return this.needThumbnailImage&&r.texture!=null&&r.texture!==-1&&(s=yield this.parser.getDependency("texture",r.texture)),{metaVersion:"0",allowedUserName:r.allowedUserName,author:r.author,commercialUssageName:r.commercialUssageName,contactInformation:r.contactInformation,licenseName:r.licenseName,otherLicenseUrl:r.otherLicenseUrl,otherPermissionUrl:r.otherPermissionUrl,reference:r.reference,sexualUssageName:r.sexualUssageName,texture:s??void 0,title:r.title,version:r.version,violentUssageName:r.violentUssageName}})}_extractGLTFImage(t){return L(this,null,function*(){var e;const i=(e=this.parser.json.images)==null?void 0:e[t];if(i==null)return console.warn(`VRMMetaLoaderPlugin: Attempt to use images[${t}] of glTF as a thumbnail but the image doesn't exist`),null;let r=i.uri;if(i.bufferView!=null){const o=yield this.parser.getDependency("bufferView",i.bufferView),l=new Blob([o],{type:i.mimeType});r=URL.createObjectURL(l)}return r==null?(console.warn(`VRMMetaLoaderPlugin: Attempt to use images[${t}] of glTF as a thumbnail but the image couldn't load properly`),null):yield new Fr().loadAsync(Js(r,this.parser.options.path)).catch(o=>(console.error(o),console.warn("VRMMetaLoaderPlugin: Failed to load a thumbnail image"),null))})}},no=class{constructor(t){this.scene=t.scene,this.meta=t.meta,this.humanoid=t.humanoid,this.expressionManager=t.expressionManager,this.firstPerson=t.firstPerson,this.lookAt=t.lookAt}update(t){this.humanoid.update(),this.lookAt&&this.lookAt.update(t),this.expressionManager&&this.expressionManager.update()}},io=class extends no{constructor(t){super(t),this.materials=t.materials,this.springBoneManager=t.springBoneManager,this.nodeConstraintManager=t.nodeConstraintManager}update(t){super.update(t),this.nodeConstraintManager&&this.nodeConstraintManager.update(),this.springBoneManager&&this.springBoneManager.update(t),this.materials&&this.materials.forEach(e=>{e.update&&e.update(t)})}},ro=Object.defineProperty,Wn=Object.getOwnPropertySymbols,so=Object.prototype.hasOwnProperty,oo=Object.prototype.propertyIsEnumerable,Gn=(t,e,n)=>e in t?ro(t,e,{enumerable:!0,configurable:!0,writable:!0,value:n}):t[e]=n,jn=(t,e)=>{for(var n in e||(e={}))so.call(e,n)&&Gn(t,n,e[n]);if(Wn)for(var n of Wn(e))oo.call(e,n)&&Gn(t,n,e[n]);return t},ae=(t,e,n)=>new Promise((i,r)=>{var s=a=>{try{l(n.next(a))}catch(u){r(u)}},o=a=>{try{l(n.throw(a))}catch(u){r(u)}},l=a=>a.done?i(a.value):Promise.resolve(a.value).then(s,o);l((n=n.apply(t,e)).next())}),ao={"":3e3,srgb:3001};function lo(t,e){parseInt(We,10)>=152?t.colorSpace=e:t.encoding=ao[e]}var uo=class{get pending(){return Promise.all(this._pendings)}constructor(t,e){this._parser=t,this._materialParams=e,this._pendings=[]}assignPrimitive(t,e){e!=null&&(this._materialParams[t]=e)}assignColor(t,e,n){if(e!=null){const i=new C().fromArray(e);n&&i.convertSRGBToLinear(),this._materialParams[t]=i}}assignTexture(t,e,n){return ae(this,null,function*(){const i=ae(this,null,function*(){if(e!=null){const r=yield this._parser.assignTexture(this._materialParams,t,e);if(r==null){console.warn("GLTFMToonMaterialParamsAssignHelper: Failed to load texture. The rendering result may be wrong");return}n&&lo(r,"srgb")}});return this._pendings.push(i),i})}assignTextureByIndex(t,e,n){return ae(this,null,function*(){return this.assignTexture(t,e!=null?{index:e}:void 0,n)})}},co=`// #define PHONG

varying vec3 vViewPosition;

#ifndef FLAT_SHADED
  varying vec3 vNormal;
#endif

#include <common>

// #include <uv_pars_vertex>
#ifdef MTOON_USE_UV
  varying vec2 vUv;

  // COMPAT: pre-r151 uses a common uvTransform
  #if THREE_VRM_THREE_REVISION < 151
    uniform mat3 uvTransform;
  #endif
#endif

// #include <uv2_pars_vertex>
// COMAPT: pre-r151 uses uv2 for lightMap and aoMap
#if THREE_VRM_THREE_REVISION < 151
  #if defined( USE_LIGHTMAP ) || defined( USE_AOMAP )
    attribute vec2 uv2;
    varying vec2 vUv2;
    uniform mat3 uv2Transform;
  #endif
#endif

// #include <displacementmap_pars_vertex>
// #include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>

#ifdef USE_OUTLINEWIDTHMULTIPLYTEXTURE
  uniform sampler2D outlineWidthMultiplyTexture;
  uniform mat3 outlineWidthMultiplyTextureUvTransform;
#endif

uniform float outlineWidthFactor;

void main() {

  // #include <uv_vertex>
  #ifdef MTOON_USE_UV
    // COMPAT: pre-r151 uses a common uvTransform
    #if THREE_VRM_THREE_REVISION >= 151
      vUv = uv;
    #else
      vUv = ( uvTransform * vec3( uv, 1 ) ).xy;
    #endif
  #endif

  // #include <uv2_vertex>
  // COMAPT: pre-r151 uses uv2 for lightMap and aoMap
  #if THREE_VRM_THREE_REVISION < 151
    #if defined( USE_LIGHTMAP ) || defined( USE_AOMAP )
      vUv2 = ( uv2Transform * vec3( uv2, 1 ) ).xy;
    #endif
  #endif

  #include <color_vertex>

  #include <beginnormal_vertex>
  #include <morphnormal_vertex>
  #include <skinbase_vertex>
  #include <skinnormal_vertex>

  // we need this to compute the outline properly
  objectNormal = normalize( objectNormal );

  #include <defaultnormal_vertex>

  #ifndef FLAT_SHADED // Normal computed with derivatives when FLAT_SHADED
    vNormal = normalize( transformedNormal );
  #endif

  #include <begin_vertex>

  #include <morphtarget_vertex>
  #include <skinning_vertex>
  // #include <displacementmap_vertex>
  #include <project_vertex>
  #include <logdepthbuf_vertex>
  #include <clipping_planes_vertex>

  vViewPosition = - mvPosition.xyz;

  #ifdef OUTLINE
    float worldNormalLength = length( transformedNormal );
    vec3 outlineOffset = outlineWidthFactor * worldNormalLength * objectNormal;

    #ifdef USE_OUTLINEWIDTHMULTIPLYTEXTURE
      vec2 outlineWidthMultiplyTextureUv = ( outlineWidthMultiplyTextureUvTransform * vec3( vUv, 1 ) ).xy;
      float outlineTex = texture2D( outlineWidthMultiplyTexture, outlineWidthMultiplyTextureUv ).g;
      outlineOffset *= outlineTex;
    #endif

    #ifdef OUTLINE_WIDTH_SCREEN
      outlineOffset *= vViewPosition.z / projectionMatrix[ 1 ].y;
    #endif

    gl_Position = projectionMatrix * modelViewMatrix * vec4( outlineOffset + transformed, 1.0 );

    gl_Position.z += 1E-6 * gl_Position.w; // anti-artifact magic
  #endif

  #include <worldpos_vertex>
  // #include <envmap_vertex>
  #include <shadowmap_vertex>
  #include <fog_vertex>

}`,ho=`// #define PHONG

uniform vec3 litFactor;

uniform float opacity;

uniform vec3 shadeColorFactor;
#ifdef USE_SHADEMULTIPLYTEXTURE
  uniform sampler2D shadeMultiplyTexture;
  uniform mat3 shadeMultiplyTextureUvTransform;
#endif

uniform float shadingShiftFactor;
uniform float shadingToonyFactor;

#ifdef USE_SHADINGSHIFTTEXTURE
  uniform sampler2D shadingShiftTexture;
  uniform mat3 shadingShiftTextureUvTransform;
  uniform float shadingShiftTextureScale;
#endif

uniform float giEqualizationFactor;

uniform vec3 parametricRimColorFactor;
#ifdef USE_RIMMULTIPLYTEXTURE
  uniform sampler2D rimMultiplyTexture;
  uniform mat3 rimMultiplyTextureUvTransform;
#endif
uniform float rimLightingMixFactor;
uniform float parametricRimFresnelPowerFactor;
uniform float parametricRimLiftFactor;

#ifdef USE_MATCAPTEXTURE
  uniform vec3 matcapFactor;
  uniform sampler2D matcapTexture;
  uniform mat3 matcapTextureUvTransform;
#endif

uniform vec3 emissive;
uniform float emissiveIntensity;

uniform vec3 outlineColorFactor;
uniform float outlineLightingMixFactor;

#ifdef USE_UVANIMATIONMASKTEXTURE
  uniform sampler2D uvAnimationMaskTexture;
  uniform mat3 uvAnimationMaskTextureUvTransform;
#endif

uniform float uvAnimationScrollXOffset;
uniform float uvAnimationScrollYOffset;
uniform float uvAnimationRotationPhase;

#include <common>
#include <packing>
#include <dithering_pars_fragment>
#include <color_pars_fragment>

// #include <uv_pars_fragment>
#if ( defined( MTOON_USE_UV ) && !defined( MTOON_UVS_VERTEX_ONLY ) )
  varying vec2 vUv;
#endif

// #include <uv2_pars_fragment>
// COMAPT: pre-r151 uses uv2 for lightMap and aoMap
#if THREE_VRM_THREE_REVISION < 151
  #if defined( USE_LIGHTMAP ) || defined( USE_AOMAP )
    varying vec2 vUv2;
  #endif
#endif

#include <map_pars_fragment>

#ifdef USE_MAP
  uniform mat3 mapUvTransform;
#endif

// #include <alphamap_pars_fragment>

#include <alphatest_pars_fragment>

#include <aomap_pars_fragment>
// #include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>

#ifdef USE_EMISSIVEMAP
  uniform mat3 emissiveMapUvTransform;
#endif

// #include <envmap_common_pars_fragment>
// #include <envmap_pars_fragment>
// #include <cube_uv_reflection_fragment>
#include <fog_pars_fragment>

// #include <bsdfs>
// COMPAT: pre-r151 doesn't have BRDF_Lambert in <common>
#if THREE_VRM_THREE_REVISION < 151
  vec3 BRDF_Lambert( const in vec3 diffuseColor ) {
    return RECIPROCAL_PI * diffuseColor;
  }
#endif

#include <lights_pars_begin>

#include <normal_pars_fragment>

// #include <lights_phong_pars_fragment>
varying vec3 vViewPosition;

struct MToonMaterial {
  vec3 diffuseColor;
  vec3 shadeColor;
  float shadingShift;
};

float linearstep( float a, float b, float t ) {
  return clamp( ( t - a ) / ( b - a ), 0.0, 1.0 );
}

/**
 * Convert NdotL into toon shading factor using shadingShift and shadingToony
 */
float getShading(
  const in float dotNL,
  const in float shadow,
  const in float shadingShift
) {
  float shading = dotNL;
  shading = shading + shadingShift;
  shading = linearstep( -1.0 + shadingToonyFactor, 1.0 - shadingToonyFactor, shading );
  shading *= shadow;
  return shading;
}

/**
 * Mix diffuseColor and shadeColor using shading factor and light color
 */
vec3 getDiffuse(
  const in MToonMaterial material,
  const in float shading,
  in vec3 lightColor
) {
  #ifdef DEBUG_LITSHADERATE
    return vec3( BRDF_Lambert( shading * lightColor ) );
  #endif

  vec3 col = lightColor * BRDF_Lambert( mix( material.shadeColor, material.diffuseColor, shading ) );

  // The "comment out if you want to PBR absolutely" line
  #ifdef V0_COMPAT_SHADE
    col = min( col, material.diffuseColor );
  #endif

  return col;
}

// COMPAT: pre-r156 uses a struct GeometricContext
#if THREE_VRM_THREE_REVISION >= 157
  void RE_Direct_MToon( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in MToonMaterial material, const in float shadow, inout ReflectedLight reflectedLight ) {
    float dotNL = clamp( dot( geometryNormal, directLight.direction ), -1.0, 1.0 );
    vec3 irradiance = directLight.color;

    // directSpecular will be used for rim lighting, not an actual specular
    reflectedLight.directSpecular += irradiance;

    irradiance *= dotNL;

    float shading = getShading( dotNL, shadow, material.shadingShift );

    // toon shaded diffuse
    reflectedLight.directDiffuse += getDiffuse( material, shading, directLight.color );
  }

  void RE_IndirectDiffuse_MToon( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in MToonMaterial material, inout ReflectedLight reflectedLight ) {
    // indirect diffuse will use diffuseColor, no shadeColor involved
    reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );

    // directSpecular will be used for rim lighting, not an actual specular
    reflectedLight.directSpecular += irradiance;
  }
#else
  void RE_Direct_MToon( const in IncidentLight directLight, const in GeometricContext geometry, const in MToonMaterial material, const in float shadow, inout ReflectedLight reflectedLight ) {
    float dotNL = clamp( dot( geometry.normal, directLight.direction ), -1.0, 1.0 );
    vec3 irradiance = directLight.color;

    // directSpecular will be used for rim lighting, not an actual specular
    reflectedLight.directSpecular += irradiance;

    irradiance *= dotNL;

    float shading = getShading( dotNL, shadow, material.shadingShift );

    // toon shaded diffuse
    reflectedLight.directDiffuse += getDiffuse( material, shading, directLight.color );
  }

  void RE_IndirectDiffuse_MToon( const in vec3 irradiance, const in GeometricContext geometry, const in MToonMaterial material, inout ReflectedLight reflectedLight ) {
    // indirect diffuse will use diffuseColor, no shadeColor involved
    reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );

    // directSpecular will be used for rim lighting, not an actual specular
    reflectedLight.directSpecular += irradiance;
  }
#endif

#define RE_Direct RE_Direct_MToon
#define RE_IndirectDiffuse RE_IndirectDiffuse_MToon
#define Material_LightProbeLOD( material ) (0)

#include <shadowmap_pars_fragment>
// #include <bumpmap_pars_fragment>

// #include <normalmap_pars_fragment>
#ifdef USE_NORMALMAP

  uniform sampler2D normalMap;
  uniform mat3 normalMapUvTransform;
  uniform vec2 normalScale;

#endif

// COMPAT: pre-r151
// USE_NORMALMAP_OBJECTSPACE used to be OBJECTSPACE_NORMALMAP in pre-r151
#if defined( USE_NORMALMAP_OBJECTSPACE ) || defined( OBJECTSPACE_NORMALMAP )

  uniform mat3 normalMatrix;

#endif

// COMPAT: pre-r151
// USE_NORMALMAP_TANGENTSPACE used to be TANGENTSPACE_NORMALMAP in pre-r151
#if ! defined ( USE_TANGENT ) && ( defined ( USE_NORMALMAP_TANGENTSPACE ) || defined ( TANGENTSPACE_NORMALMAP ) )

  // Per-Pixel Tangent Space Normal Mapping
  // http://hacksoflife.blogspot.ch/2009/11/per-pixel-tangent-space-normal-mapping.html

  // three-vrm specific change: it requires \`uv\` as an input in order to support uv scrolls

  // Temporary compat against shader change @ Three.js r126, r151
  #if THREE_VRM_THREE_REVISION >= 151

    mat3 getTangentFrame( vec3 eye_pos, vec3 surf_norm, vec2 uv ) {

      vec3 q0 = dFdx( eye_pos.xyz );
      vec3 q1 = dFdy( eye_pos.xyz );
      vec2 st0 = dFdx( uv.st );
      vec2 st1 = dFdy( uv.st );

      vec3 N = surf_norm;

      vec3 q1perp = cross( q1, N );
      vec3 q0perp = cross( N, q0 );

      vec3 T = q1perp * st0.x + q0perp * st1.x;
      vec3 B = q1perp * st0.y + q0perp * st1.y;

      float det = max( dot( T, T ), dot( B, B ) );
      float scale = ( det == 0.0 ) ? 0.0 : inversesqrt( det );

      return mat3( T * scale, B * scale, N );

    }

  #else

    vec3 perturbNormal2Arb( vec2 uv, vec3 eye_pos, vec3 surf_norm, vec3 mapN, float faceDirection ) {

      vec3 q0 = vec3( dFdx( eye_pos.x ), dFdx( eye_pos.y ), dFdx( eye_pos.z ) );
      vec3 q1 = vec3( dFdy( eye_pos.x ), dFdy( eye_pos.y ), dFdy( eye_pos.z ) );
      vec2 st0 = dFdx( uv.st );
      vec2 st1 = dFdy( uv.st );

      vec3 N = normalize( surf_norm );

      vec3 q1perp = cross( q1, N );
      vec3 q0perp = cross( N, q0 );

      vec3 T = q1perp * st0.x + q0perp * st1.x;
      vec3 B = q1perp * st0.y + q0perp * st1.y;

      // three-vrm specific change: Workaround for the issue that happens when delta of uv = 0.0
      // TODO: Is this still required? Or shall I make a PR about it?
      if ( length( T ) == 0.0 || length( B ) == 0.0 ) {
        return surf_norm;
      }

      float det = max( dot( T, T ), dot( B, B ) );
      float scale = ( det == 0.0 ) ? 0.0 : faceDirection * inversesqrt( det );

      return normalize( T * ( mapN.x * scale ) + B * ( mapN.y * scale ) + N * mapN.z );

    }

  #endif

#endif

// #include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>

// == post correction ==========================================================
void postCorrection() {
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
  #include <fog_fragment>
  #include <premultiplied_alpha_fragment>
  #include <dithering_fragment>
}

// == main procedure ===========================================================
void main() {
  #include <clipping_planes_fragment>

  vec2 uv = vec2(0.5, 0.5);

  #if ( defined( MTOON_USE_UV ) && !defined( MTOON_UVS_VERTEX_ONLY ) )
    uv = vUv;

    float uvAnimMask = 1.0;
    #ifdef USE_UVANIMATIONMASKTEXTURE
      vec2 uvAnimationMaskTextureUv = ( uvAnimationMaskTextureUvTransform * vec3( uv, 1 ) ).xy;
      uvAnimMask = texture2D( uvAnimationMaskTexture, uvAnimationMaskTextureUv ).b;
    #endif

    float uvRotCos = cos( uvAnimationRotationPhase * uvAnimMask );
    float uvRotSin = sin( uvAnimationRotationPhase * uvAnimMask );
    uv = mat2( uvRotCos, -uvRotSin, uvRotSin, uvRotCos ) * ( uv - 0.5 ) + 0.5;
    uv = uv + vec2( uvAnimationScrollXOffset, uvAnimationScrollYOffset ) * uvAnimMask;
  #endif

  #ifdef DEBUG_UV
    gl_FragColor = vec4( 0.0, 0.0, 0.0, 1.0 );
    #if ( defined( MTOON_USE_UV ) && !defined( MTOON_UVS_VERTEX_ONLY ) )
      gl_FragColor = vec4( uv, 0.0, 1.0 );
    #endif
    return;
  #endif

  vec4 diffuseColor = vec4( litFactor, opacity );
  ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
  vec3 totalEmissiveRadiance = emissive * emissiveIntensity;

  #include <logdepthbuf_fragment>

  // #include <map_fragment>
  #ifdef USE_MAP
    vec2 mapUv = ( mapUvTransform * vec3( uv, 1 ) ).xy;
    vec4 sampledDiffuseColor = texture2D( map, mapUv );
    #ifdef DECODE_VIDEO_TEXTURE
      sampledDiffuseColor = vec4( mix( pow( sampledDiffuseColor.rgb * 0.9478672986 + vec3( 0.0521327014 ), vec3( 2.4 ) ), sampledDiffuseColor.rgb * 0.0773993808, vec3( lessThanEqual( sampledDiffuseColor.rgb, vec3( 0.04045 ) ) ) ), sampledDiffuseColor.w );
    #endif
    diffuseColor *= sampledDiffuseColor;
  #endif

  // #include <color_fragment>
  #if ( defined( USE_COLOR ) && !defined( IGNORE_VERTEX_COLOR ) )
    diffuseColor.rgb *= vColor;
  #endif

  // #include <alphamap_fragment>

  #include <alphatest_fragment>

  // #include <specularmap_fragment>

  // #include <normal_fragment_begin>
  float faceDirection = gl_FrontFacing ? 1.0 : -1.0;

  #ifdef FLAT_SHADED

    vec3 fdx = dFdx( vViewPosition );
    vec3 fdy = dFdy( vViewPosition );
    vec3 normal = normalize( cross( fdx, fdy ) );

  #else

    vec3 normal = normalize( vNormal );

    #ifdef DOUBLE_SIDED

      normal *= faceDirection;

    #endif

  #endif

  #ifdef USE_NORMALMAP

    vec2 normalMapUv = ( normalMapUvTransform * vec3( uv, 1 ) ).xy;

  #endif

  #ifdef USE_NORMALMAP_TANGENTSPACE

    #ifdef USE_TANGENT

      mat3 tbn = mat3( normalize( vTangent ), normalize( vBitangent ), normal );

    #else

      mat3 tbn = getTangentFrame( - vViewPosition, normal, normalMapUv );

    #endif

    #if defined( DOUBLE_SIDED ) && ! defined( FLAT_SHADED )

      tbn[0] *= faceDirection;
      tbn[1] *= faceDirection;

    #endif

  #endif

  #ifdef USE_CLEARCOAT_NORMALMAP

    #ifdef USE_TANGENT

      mat3 tbn2 = mat3( normalize( vTangent ), normalize( vBitangent ), normal );

    #else

      mat3 tbn2 = getTangentFrame( - vViewPosition, normal, vClearcoatNormalMapUv );

    #endif

    #if defined( DOUBLE_SIDED ) && ! defined( FLAT_SHADED )

      tbn2[0] *= faceDirection;
      tbn2[1] *= faceDirection;

    #endif

  #endif

  // non perturbed normal for clearcoat among others

  vec3 nonPerturbedNormal = normal;

  #ifdef OUTLINE
    normal *= -1.0;
  #endif

  // #include <normal_fragment_maps>

  // COMPAT: pre-r151
  // USE_NORMALMAP_OBJECTSPACE used to be OBJECTSPACE_NORMALMAP in pre-r151
  #if defined( USE_NORMALMAP_OBJECTSPACE ) || defined( OBJECTSPACE_NORMALMAP )

    normal = texture2D( normalMap, normalMapUv ).xyz * 2.0 - 1.0; // overrides both flatShading and attribute normals

    #ifdef FLIP_SIDED

      normal = - normal;

    #endif

    #ifdef DOUBLE_SIDED

      normal = normal * faceDirection;

    #endif

    normal = normalize( normalMatrix * normal );

  // COMPAT: pre-r151
  // USE_NORMALMAP_TANGENTSPACE used to be TANGENTSPACE_NORMALMAP in pre-r151
  #elif defined( USE_NORMALMAP_TANGENTSPACE ) || defined( TANGENTSPACE_NORMALMAP )

    vec3 mapN = texture2D( normalMap, normalMapUv ).xyz * 2.0 - 1.0;
    mapN.xy *= normalScale;

    // COMPAT: pre-r151
    #if THREE_VRM_THREE_REVISION >= 151 || defined( USE_TANGENT )

      normal = normalize( tbn * mapN );

    #else

      normal = perturbNormal2Arb( uv, -vViewPosition, normal, mapN, faceDirection );

    #endif

  #endif

  // #include <emissivemap_fragment>
  #ifdef USE_EMISSIVEMAP
    vec2 emissiveMapUv = ( emissiveMapUvTransform * vec3( uv, 1 ) ).xy;
    totalEmissiveRadiance *= texture2D( emissiveMap, emissiveMapUv ).rgb;
  #endif

  #ifdef DEBUG_NORMAL
    gl_FragColor = vec4( 0.5 + 0.5 * normal, 1.0 );
    return;
  #endif

  // -- MToon: lighting --------------------------------------------------------
  // accumulation
  // #include <lights_phong_fragment>
  MToonMaterial material;

  material.diffuseColor = diffuseColor.rgb;

  material.shadeColor = shadeColorFactor;
  #ifdef USE_SHADEMULTIPLYTEXTURE
    vec2 shadeMultiplyTextureUv = ( shadeMultiplyTextureUvTransform * vec3( uv, 1 ) ).xy;
    material.shadeColor *= texture2D( shadeMultiplyTexture, shadeMultiplyTextureUv ).rgb;
  #endif

  #if ( defined( USE_COLOR ) && !defined( IGNORE_VERTEX_COLOR ) )
    material.shadeColor.rgb *= vColor;
  #endif

  material.shadingShift = shadingShiftFactor;
  #ifdef USE_SHADINGSHIFTTEXTURE
    vec2 shadingShiftTextureUv = ( shadingShiftTextureUvTransform * vec3( uv, 1 ) ).xy;
    material.shadingShift += texture2D( shadingShiftTexture, shadingShiftTextureUv ).r * shadingShiftTextureScale;
  #endif

  // #include <lights_fragment_begin>

  // MToon Specific changes:
  // Since we want to take shadows into account of shading instead of irradiance,
  // we had to modify the codes that multiplies the results of shadowmap into color of direct lights.

  // COMPAT: pre-r156 uses a struct GeometricContext
  #if THREE_VRM_THREE_REVISION >= 157
    vec3 geometryPosition = - vViewPosition;
    vec3 geometryNormal = normal;
    vec3 geometryViewDir = ( isOrthographic ) ? vec3( 0, 0, 1 ) : normalize( vViewPosition );

    vec3 geometryClearcoatNormal;

    #ifdef USE_CLEARCOAT

      geometryClearcoatNormal = clearcoatNormal;

    #endif
  #else
    GeometricContext geometry;

    geometry.position = - vViewPosition;
    geometry.normal = normal;
    geometry.viewDir = ( isOrthographic ) ? vec3( 0, 0, 1 ) : normalize( vViewPosition );

    #ifdef USE_CLEARCOAT

      geometry.clearcoatNormal = clearcoatNormal;

    #endif
  #endif

  IncidentLight directLight;

  // since these variables will be used in unrolled loop, we have to define in prior
  float shadow;

  #if ( NUM_POINT_LIGHTS > 0 ) && defined( RE_Direct )

    PointLight pointLight;
    #if defined( USE_SHADOWMAP ) && NUM_POINT_LIGHT_SHADOWS > 0
    PointLightShadow pointLightShadow;
    #endif

    #pragma unroll_loop_start
    for ( int i = 0; i < NUM_POINT_LIGHTS; i ++ ) {

      pointLight = pointLights[ i ];

      // COMPAT: pre-r156 uses a struct GeometricContext
      #if THREE_VRM_THREE_REVISION >= 157
        getPointLightInfo( pointLight, geometryPosition, directLight );
      #else
        getPointLightInfo( pointLight, geometry, directLight );
      #endif

      shadow = 1.0;
      #if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_POINT_LIGHT_SHADOWS )
      pointLightShadow = pointLightShadows[ i ];
      // COMPAT: pre-r166
      // r166 introduced shadowIntensity
      #if THREE_VRM_THREE_REVISION >= 166
        shadow = all( bvec2( directLight.visible, receiveShadow ) ) ? getPointShadow( pointShadowMap[ i ], pointLightShadow.shadowMapSize, pointLightShadow.shadowIntensity, pointLightShadow.shadowBias, pointLightShadow.shadowRadius, vPointShadowCoord[ i ], pointLightShadow.shadowCameraNear, pointLightShadow.shadowCameraFar ) : 1.0;
      #else
        shadow = all( bvec2( directLight.visible, receiveShadow ) ) ? getPointShadow( pointShadowMap[ i ], pointLightShadow.shadowMapSize, pointLightShadow.shadowBias, pointLightShadow.shadowRadius, vPointShadowCoord[ i ], pointLightShadow.shadowCameraNear, pointLightShadow.shadowCameraFar ) : 1.0;
      #endif
      #endif

      // COMPAT: pre-r156 uses a struct GeometricContext
      #if THREE_VRM_THREE_REVISION >= 157
        RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, shadow, reflectedLight );
      #else
        RE_Direct( directLight, geometry, material, shadow, reflectedLight );
      #endif

    }
    #pragma unroll_loop_end

  #endif

  #if ( NUM_SPOT_LIGHTS > 0 ) && defined( RE_Direct )

    SpotLight spotLight;
    // COMPAT: pre-r144 uses NUM_SPOT_LIGHT_SHADOWS, r144+ uses NUM_SPOT_LIGHT_COORDS
    #if THREE_VRM_THREE_REVISION >= 144
      #if defined( USE_SHADOWMAP ) && NUM_SPOT_LIGHT_COORDS > 0
      SpotLightShadow spotLightShadow;
      #endif
    #elif defined( USE_SHADOWMAP ) && NUM_SPOT_LIGHT_SHADOWS > 0
    SpotLightShadow spotLightShadow;
    #endif

    #pragma unroll_loop_start
    for ( int i = 0; i < NUM_SPOT_LIGHTS; i ++ ) {

      spotLight = spotLights[ i ];

      // COMPAT: pre-r156 uses a struct GeometricContext
      #if THREE_VRM_THREE_REVISION >= 157
        getSpotLightInfo( spotLight, geometryPosition, directLight );
      #else
        getSpotLightInfo( spotLight, geometry, directLight );
      #endif

      shadow = 1.0;
      // COMPAT: pre-r144 uses NUM_SPOT_LIGHT_SHADOWS and vSpotShadowCoord, r144+ uses NUM_SPOT_LIGHT_COORDS and vSpotLightCoord
      // COMPAT: pre-r166 does not have shadowIntensity, r166+ has shadowIntensity
      #if THREE_VRM_THREE_REVISION >= 166
        #if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_COORDS )
        spotLightShadow = spotLightShadows[ i ];
        shadow = all( bvec2( directLight.visible, receiveShadow ) ) ? getShadow( spotShadowMap[ i ], spotLightShadow.shadowMapSize, spotLightShadow.shadowIntensity, spotLightShadow.shadowBias, spotLightShadow.shadowRadius, vSpotLightCoord[ i ] ) : 1.0;
        #endif
      #elif THREE_VRM_THREE_REVISION >= 144
        #if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_COORDS )
        spotLightShadow = spotLightShadows[ i ];
        shadow = all( bvec2( directLight.visible, receiveShadow ) ) ? getShadow( spotShadowMap[ i ], spotLightShadow.shadowMapSize, spotLightShadow.shadowBias, spotLightShadow.shadowRadius, vSpotLightCoord[ i ] ) : 1.0;
        #endif
      #elif defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
      spotLightShadow = spotLightShadows[ i ];
      shadow = all( bvec2( directLight.visible, receiveShadow ) ) ? getShadow( spotShadowMap[ i ], spotLightShadow.shadowMapSize, spotLightShadow.shadowBias, spotLightShadow.shadowRadius, vSpotShadowCoord[ i ] ) : 1.0;
      #endif

      // COMPAT: pre-r156 uses a struct GeometricContext
      #if THREE_VRM_THREE_REVISION >= 157
        RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, shadow, reflectedLight );
      #else
        RE_Direct( directLight, geometry, material, shadow, reflectedLight );
      #endif

    }
    #pragma unroll_loop_end

  #endif

  #if ( NUM_DIR_LIGHTS > 0 ) && defined( RE_Direct )

    DirectionalLight directionalLight;
    #if defined( USE_SHADOWMAP ) && NUM_DIR_LIGHT_SHADOWS > 0
    DirectionalLightShadow directionalLightShadow;
    #endif

    #pragma unroll_loop_start
    for ( int i = 0; i < NUM_DIR_LIGHTS; i ++ ) {

      directionalLight = directionalLights[ i ];

      // COMPAT: pre-r156 uses a struct GeometricContext
      #if THREE_VRM_THREE_REVISION >= 157
        getDirectionalLightInfo( directionalLight, directLight );
      #else
        getDirectionalLightInfo( directionalLight, geometry, directLight );
      #endif

      shadow = 1.0;
      #if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_DIR_LIGHT_SHADOWS )
      directionalLightShadow = directionalLightShadows[ i ];
      // COMPAT: pre-r166
      // r166 introduced shadowIntensity
      #if THREE_VRM_THREE_REVISION >= 166
        shadow = all( bvec2( directLight.visible, receiveShadow ) ) ? getShadow( directionalShadowMap[ i ], directionalLightShadow.shadowMapSize, directionalLightShadow.shadowIntensity, directionalLightShadow.shadowBias, directionalLightShadow.shadowRadius, vDirectionalShadowCoord[ i ] ) : 1.0;
      #else
        shadow = all( bvec2( directLight.visible, receiveShadow ) ) ? getShadow( directionalShadowMap[ i ], directionalLightShadow.shadowMapSize, directionalLightShadow.shadowBias, directionalLightShadow.shadowRadius, vDirectionalShadowCoord[ i ] ) : 1.0;
      #endif
      #endif

      // COMPAT: pre-r156 uses a struct GeometricContext
      #if THREE_VRM_THREE_REVISION >= 157
        RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, shadow, reflectedLight );
      #else
        RE_Direct( directLight, geometry, material, shadow, reflectedLight );
      #endif

    }
    #pragma unroll_loop_end

  #endif

  // #if ( NUM_RECT_AREA_LIGHTS > 0 ) && defined( RE_Direct_RectArea )

  //   RectAreaLight rectAreaLight;

  //   #pragma unroll_loop_start
  //   for ( int i = 0; i < NUM_RECT_AREA_LIGHTS; i ++ ) {

  //     rectAreaLight = rectAreaLights[ i ];
  //     RE_Direct_RectArea( rectAreaLight, geometry, material, reflectedLight );

  //   }
  //   #pragma unroll_loop_end

  // #endif

  #if defined( RE_IndirectDiffuse )

    vec3 iblIrradiance = vec3( 0.0 );

    vec3 irradiance = getAmbientLightIrradiance( ambientLightColor );

    // COMPAT: pre-r156 uses a struct GeometricContext
    // COMPAT: pre-r156 doesn't have a define USE_LIGHT_PROBES
    #if THREE_VRM_THREE_REVISION >= 157
      #if defined( USE_LIGHT_PROBES )
        irradiance += getLightProbeIrradiance( lightProbe, geometryNormal );
      #endif
    #else
      irradiance += getLightProbeIrradiance( lightProbe, geometry.normal );
    #endif

    #if ( NUM_HEMI_LIGHTS > 0 )

      #pragma unroll_loop_start
      for ( int i = 0; i < NUM_HEMI_LIGHTS; i ++ ) {

        // COMPAT: pre-r156 uses a struct GeometricContext
        #if THREE_VRM_THREE_REVISION >= 157
          irradiance += getHemisphereLightIrradiance( hemisphereLights[ i ], geometryNormal );
        #else
          irradiance += getHemisphereLightIrradiance( hemisphereLights[ i ], geometry.normal );
        #endif

      }
      #pragma unroll_loop_end

    #endif

  #endif

  // #if defined( RE_IndirectSpecular )

  //   vec3 radiance = vec3( 0.0 );
  //   vec3 clearcoatRadiance = vec3( 0.0 );

  // #endif

  #include <lights_fragment_maps>
  #include <lights_fragment_end>

  // modulation
  #include <aomap_fragment>

  vec3 col = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse;

  #ifdef DEBUG_LITSHADERATE
    gl_FragColor = vec4( col, diffuseColor.a );
    postCorrection();
    return;
  #endif

  // -- MToon: rim lighting -----------------------------------------
  vec3 viewDir = normalize( vViewPosition );

  #ifndef PHYSICALLY_CORRECT_LIGHTS
    reflectedLight.directSpecular /= PI;
  #endif
  vec3 rimMix = mix( vec3( 1.0 ), reflectedLight.directSpecular, rimLightingMixFactor );

  vec3 rim = parametricRimColorFactor * pow( saturate( 1.0 - dot( viewDir, normal ) + parametricRimLiftFactor ), parametricRimFresnelPowerFactor );

  #ifdef USE_MATCAPTEXTURE
    {
      vec3 x = normalize( vec3( viewDir.z, 0.0, -viewDir.x ) );
      vec3 y = cross( viewDir, x ); // guaranteed to be normalized
      vec2 sphereUv = 0.5 + 0.5 * vec2( dot( x, normal ), -dot( y, normal ) );
      sphereUv = ( matcapTextureUvTransform * vec3( sphereUv, 1 ) ).xy;
      vec3 matcap = texture2D( matcapTexture, sphereUv ).rgb;
      rim += matcapFactor * matcap;
    }
  #endif

  #ifdef USE_RIMMULTIPLYTEXTURE
    vec2 rimMultiplyTextureUv = ( rimMultiplyTextureUvTransform * vec3( uv, 1 ) ).xy;
    rim *= texture2D( rimMultiplyTexture, rimMultiplyTextureUv ).rgb;
  #endif

  col += rimMix * rim;

  // -- MToon: Emission --------------------------------------------------------
  col += totalEmissiveRadiance;

  // #include <envmap_fragment>

  // -- Almost done! -----------------------------------------------------------
  #if defined( OUTLINE )
    col = outlineColorFactor.rgb * mix( vec3( 1.0 ), col, outlineLightingMixFactor );
  #endif

  #ifdef OPAQUE
    diffuseColor.a = 1.0;
  #endif

  gl_FragColor = vec4( col, diffuseColor.a );
  postCorrection();
}
`,fo={None:"none"},zn={None:"none",ScreenCoordinates:"screenCoordinates"},po={3e3:"",3001:"srgb"};function rt(t){return parseInt(We,10)>=152?t.colorSpace:po[t.encoding]}var mo=class extends Br{constructor(t={}){var e;super({vertexShader:co,fragmentShader:ho}),this.uvAnimationScrollXSpeedFactor=0,this.uvAnimationScrollYSpeedFactor=0,this.uvAnimationRotationSpeedFactor=0,this.fog=!0,this.normalMapType=Hr,this._ignoreVertexColor=!0,this._v0CompatShade=!1,this._debugMode=fo.None,this._outlineWidthMode=zn.None,this._isOutline=!1,t.transparentWithZWrite&&(t.depthWrite=!0),delete t.transparentWithZWrite,t.fog=!0,t.lights=!0,t.clipping=!0,this.uniforms=kr.merge([xe.common,xe.normalmap,xe.emissivemap,xe.fog,xe.lights,{litFactor:{value:new C(1,1,1)},mapUvTransform:{value:new j},colorAlpha:{value:1},normalMapUvTransform:{value:new j},shadeColorFactor:{value:new C(0,0,0)},shadeMultiplyTexture:{value:null},shadeMultiplyTextureUvTransform:{value:new j},shadingShiftFactor:{value:0},shadingShiftTexture:{value:null},shadingShiftTextureUvTransform:{value:new j},shadingShiftTextureScale:{value:1},shadingToonyFactor:{value:.9},giEqualizationFactor:{value:.9},matcapFactor:{value:new C(1,1,1)},matcapTexture:{value:null},matcapTextureUvTransform:{value:new j},parametricRimColorFactor:{value:new C(0,0,0)},rimMultiplyTexture:{value:null},rimMultiplyTextureUvTransform:{value:new j},rimLightingMixFactor:{value:1},parametricRimFresnelPowerFactor:{value:5},parametricRimLiftFactor:{value:0},emissive:{value:new C(0,0,0)},emissiveIntensity:{value:1},emissiveMapUvTransform:{value:new j},outlineWidthMultiplyTexture:{value:null},outlineWidthMultiplyTextureUvTransform:{value:new j},outlineWidthFactor:{value:0},outlineColorFactor:{value:new C(0,0,0)},outlineLightingMixFactor:{value:1},uvAnimationMaskTexture:{value:null},uvAnimationMaskTextureUvTransform:{value:new j},uvAnimationScrollXOffset:{value:0},uvAnimationScrollYOffset:{value:0},uvAnimationRotationPhase:{value:0}},(e=t.uniforms)!=null?e:{}]),this.setValues(t),this._uploadUniformsWorkaround(),this.customProgramCacheKey=()=>[...Object.entries(this._generateDefines()).map(([n,i])=>`${n}:${i}`),this.matcapTexture?`matcapTextureColorSpace:${rt(this.matcapTexture)}`:"",this.shadeMultiplyTexture?`shadeMultiplyTextureColorSpace:${rt(this.shadeMultiplyTexture)}`:"",this.rimMultiplyTexture?`rimMultiplyTextureColorSpace:${rt(this.rimMultiplyTexture)}`:""].join(","),this.onBeforeCompile=n=>{const i=parseInt(We,10),r=Object.entries(jn(jn({},this._generateDefines()),this.defines)).filter(([s,o])=>!!o).map(([s,o])=>`#define ${s} ${o}`).join(`
`)+`
`;n.vertexShader=r+n.vertexShader,n.fragmentShader=r+n.fragmentShader,i<154&&(n.fragmentShader=n.fragmentShader.replace("#include <colorspace_fragment>","#include <encodings_fragment>"))}}get color(){return this.uniforms.litFactor.value}set color(t){this.uniforms.litFactor.value=t}get map(){return this.uniforms.map.value}set map(t){this.uniforms.map.value=t}get normalMap(){return this.uniforms.normalMap.value}set normalMap(t){this.uniforms.normalMap.value=t}get normalScale(){return this.uniforms.normalScale.value}set normalScale(t){this.uniforms.normalScale.value=t}get emissive(){return this.uniforms.emissive.value}set emissive(t){this.uniforms.emissive.value=t}get emissiveIntensity(){return this.uniforms.emissiveIntensity.value}set emissiveIntensity(t){this.uniforms.emissiveIntensity.value=t}get emissiveMap(){return this.uniforms.emissiveMap.value}set emissiveMap(t){this.uniforms.emissiveMap.value=t}get shadeColorFactor(){return this.uniforms.shadeColorFactor.value}set shadeColorFactor(t){this.uniforms.shadeColorFactor.value=t}get shadeMultiplyTexture(){return this.uniforms.shadeMultiplyTexture.value}set shadeMultiplyTexture(t){this.uniforms.shadeMultiplyTexture.value=t}get shadingShiftFactor(){return this.uniforms.shadingShiftFactor.value}set shadingShiftFactor(t){this.uniforms.shadingShiftFactor.value=t}get shadingShiftTexture(){return this.uniforms.shadingShiftTexture.value}set shadingShiftTexture(t){this.uniforms.shadingShiftTexture.value=t}get shadingShiftTextureScale(){return this.uniforms.shadingShiftTextureScale.value}set shadingShiftTextureScale(t){this.uniforms.shadingShiftTextureScale.value=t}get shadingToonyFactor(){return this.uniforms.shadingToonyFactor.value}set shadingToonyFactor(t){this.uniforms.shadingToonyFactor.value=t}get giEqualizationFactor(){return this.uniforms.giEqualizationFactor.value}set giEqualizationFactor(t){this.uniforms.giEqualizationFactor.value=t}get matcapFactor(){return this.uniforms.matcapFactor.value}set matcapFactor(t){this.uniforms.matcapFactor.value=t}get matcapTexture(){return this.uniforms.matcapTexture.value}set matcapTexture(t){this.uniforms.matcapTexture.value=t}get parametricRimColorFactor(){return this.uniforms.parametricRimColorFactor.value}set parametricRimColorFactor(t){this.uniforms.parametricRimColorFactor.value=t}get rimMultiplyTexture(){return this.uniforms.rimMultiplyTexture.value}set rimMultiplyTexture(t){this.uniforms.rimMultiplyTexture.value=t}get rimLightingMixFactor(){return this.uniforms.rimLightingMixFactor.value}set rimLightingMixFactor(t){this.uniforms.rimLightingMixFactor.value=t}get parametricRimFresnelPowerFactor(){return this.uniforms.parametricRimFresnelPowerFactor.value}set parametricRimFresnelPowerFactor(t){this.uniforms.parametricRimFresnelPowerFactor.value=t}get parametricRimLiftFactor(){return this.uniforms.parametricRimLiftFactor.value}set parametricRimLiftFactor(t){this.uniforms.parametricRimLiftFactor.value=t}get outlineWidthMultiplyTexture(){return this.uniforms.outlineWidthMultiplyTexture.value}set outlineWidthMultiplyTexture(t){this.uniforms.outlineWidthMultiplyTexture.value=t}get outlineWidthFactor(){return this.uniforms.outlineWidthFactor.value}set outlineWidthFactor(t){this.uniforms.outlineWidthFactor.value=t}get outlineColorFactor(){return this.uniforms.outlineColorFactor.value}set outlineColorFactor(t){this.uniforms.outlineColorFactor.value=t}get outlineLightingMixFactor(){return this.uniforms.outlineLightingMixFactor.value}set outlineLightingMixFactor(t){this.uniforms.outlineLightingMixFactor.value=t}get uvAnimationMaskTexture(){return this.uniforms.uvAnimationMaskTexture.value}set uvAnimationMaskTexture(t){this.uniforms.uvAnimationMaskTexture.value=t}get uvAnimationScrollXOffset(){return this.uniforms.uvAnimationScrollXOffset.value}set uvAnimationScrollXOffset(t){this.uniforms.uvAnimationScrollXOffset.value=t}get uvAnimationScrollYOffset(){return this.uniforms.uvAnimationScrollYOffset.value}set uvAnimationScrollYOffset(t){this.uniforms.uvAnimationScrollYOffset.value=t}get uvAnimationRotationPhase(){return this.uniforms.uvAnimationRotationPhase.value}set uvAnimationRotationPhase(t){this.uniforms.uvAnimationRotationPhase.value=t}get ignoreVertexColor(){return this._ignoreVertexColor}set ignoreVertexColor(t){this._ignoreVertexColor=t,this.needsUpdate=!0}get v0CompatShade(){return this._v0CompatShade}set v0CompatShade(t){this._v0CompatShade=t,this.needsUpdate=!0}get debugMode(){return this._debugMode}set debugMode(t){this._debugMode=t,this.needsUpdate=!0}get outlineWidthMode(){return this._outlineWidthMode}set outlineWidthMode(t){this._outlineWidthMode=t,this.needsUpdate=!0}get isOutline(){return this._isOutline}set isOutline(t){this._isOutline=t,this.needsUpdate=!0}get isMToonMaterial(){return!0}update(t){this._uploadUniformsWorkaround(),this._updateUVAnimation(t)}copy(t){return super.copy(t),this.map=t.map,this.normalMap=t.normalMap,this.emissiveMap=t.emissiveMap,this.shadeMultiplyTexture=t.shadeMultiplyTexture,this.shadingShiftTexture=t.shadingShiftTexture,this.matcapTexture=t.matcapTexture,this.rimMultiplyTexture=t.rimMultiplyTexture,this.outlineWidthMultiplyTexture=t.outlineWidthMultiplyTexture,this.uvAnimationMaskTexture=t.uvAnimationMaskTexture,this.normalMapType=t.normalMapType,this.uvAnimationScrollXSpeedFactor=t.uvAnimationScrollXSpeedFactor,this.uvAnimationScrollYSpeedFactor=t.uvAnimationScrollYSpeedFactor,this.uvAnimationRotationSpeedFactor=t.uvAnimationRotationSpeedFactor,this.ignoreVertexColor=t.ignoreVertexColor,this.v0CompatShade=t.v0CompatShade,this.debugMode=t.debugMode,this.outlineWidthMode=t.outlineWidthMode,this.isOutline=t.isOutline,this.needsUpdate=!0,this}_updateUVAnimation(t){this.uniforms.uvAnimationScrollXOffset.value+=t*this.uvAnimationScrollXSpeedFactor,this.uniforms.uvAnimationScrollYOffset.value+=t*this.uvAnimationScrollYSpeedFactor,this.uniforms.uvAnimationRotationPhase.value+=t*this.uvAnimationRotationSpeedFactor,this.uniforms.alphaTest.value=this.alphaTest,this.uniformsNeedUpdate=!0}_uploadUniformsWorkaround(){this.uniforms.opacity.value=this.opacity,this._updateTextureMatrix(this.uniforms.map,this.uniforms.mapUvTransform),this._updateTextureMatrix(this.uniforms.normalMap,this.uniforms.normalMapUvTransform),this._updateTextureMatrix(this.uniforms.emissiveMap,this.uniforms.emissiveMapUvTransform),this._updateTextureMatrix(this.uniforms.shadeMultiplyTexture,this.uniforms.shadeMultiplyTextureUvTransform),this._updateTextureMatrix(this.uniforms.shadingShiftTexture,this.uniforms.shadingShiftTextureUvTransform),this._updateTextureMatrix(this.uniforms.matcapTexture,this.uniforms.matcapTextureUvTransform),this._updateTextureMatrix(this.uniforms.rimMultiplyTexture,this.uniforms.rimMultiplyTextureUvTransform),this._updateTextureMatrix(this.uniforms.outlineWidthMultiplyTexture,this.uniforms.outlineWidthMultiplyTextureUvTransform),this._updateTextureMatrix(this.uniforms.uvAnimationMaskTexture,this.uniforms.uvAnimationMaskTextureUvTransform),this.uniformsNeedUpdate=!0}_generateDefines(){const t=parseInt(We,10),e=this.outlineWidthMultiplyTexture!==null,n=this.map!==null||this.normalMap!==null||this.emissiveMap!==null||this.shadeMultiplyTexture!==null||this.shadingShiftTexture!==null||this.rimMultiplyTexture!==null||this.uvAnimationMaskTexture!==null;return{THREE_VRM_THREE_REVISION:t,OUTLINE:this._isOutline,MTOON_USE_UV:e||n,MTOON_UVS_VERTEX_ONLY:e&&!n,V0_COMPAT_SHADE:this._v0CompatShade,USE_SHADEMULTIPLYTEXTURE:this.shadeMultiplyTexture!==null,USE_SHADINGSHIFTTEXTURE:this.shadingShiftTexture!==null,USE_MATCAPTEXTURE:this.matcapTexture!==null,USE_RIMMULTIPLYTEXTURE:this.rimMultiplyTexture!==null,USE_OUTLINEWIDTHMULTIPLYTEXTURE:this._isOutline&&this.outlineWidthMultiplyTexture!==null,USE_UVANIMATIONMASKTEXTURE:this.uvAnimationMaskTexture!==null,IGNORE_VERTEX_COLOR:this._ignoreVertexColor===!0,DEBUG_NORMAL:this._debugMode==="normal",DEBUG_LITSHADERATE:this._debugMode==="litShadeRate",DEBUG_UV:this._debugMode==="uv",OUTLINE_WIDTH_SCREEN:this._isOutline&&this._outlineWidthMode===zn.ScreenCoordinates}}_updateTextureMatrix(t,e){t.value&&(t.value.matrixAutoUpdate&&t.value.updateMatrix(),e.value.copy(t.value.matrix))}},go=new Set(["1.0","1.0-beta"]),Ei=class ke{get name(){return ke.EXTENSION_NAME}constructor(e,n={}){var i,r,s,o;this.parser=e,this.materialType=(i=n.materialType)!=null?i:mo,this.renderOrderOffset=(r=n.renderOrderOffset)!=null?r:0,this.v0CompatShade=(s=n.v0CompatShade)!=null?s:!1,this.debugMode=(o=n.debugMode)!=null?o:"none",this._mToonMaterialSet=new Set}beforeRoot(){return ae(this,null,function*(){this._removeUnlitExtensionIfMToonExists()})}afterRoot(e){return ae(this,null,function*(){e.userData.vrmMToonMaterials=Array.from(this._mToonMaterialSet)})}getMaterialType(e){return this._getMToonExtension(e)?this.materialType:null}extendMaterialParams(e,n){const i=this._getMToonExtension(e);return i?this._extendMaterialParams(i,n):null}loadMesh(e){return ae(this,null,function*(){var n;const i=this.parser,s=(n=i.json.meshes)==null?void 0:n[e];if(s==null)throw new Error(`MToonMaterialLoaderPlugin: Attempt to use meshes[${e}] of glTF but the mesh doesn't exist`);const o=s.primitives,l=yield i.loadMesh(e);if(o.length===1){const a=l,u=o[0].material;u!=null&&this._setupPrimitive(a,u)}else{const a=l;for(let u=0;u<o.length;u++){const d=a.children[u],c=o[u].material;c!=null&&this._setupPrimitive(d,c)}}return l})}_removeUnlitExtensionIfMToonExists(){const i=this.parser.json.materials;i==null||i.map((r,s)=>{var o;this._getMToonExtension(s)&&((o=r.extensions)!=null&&o.KHR_materials_unlit)&&delete r.extensions.KHR_materials_unlit})}_getMToonExtension(e){var n,i;const o=(n=this.parser.json.materials)==null?void 0:n[e];if(o==null){console.warn(`MToonMaterialLoaderPlugin: Attempt to use materials[${e}] of glTF but the material doesn't exist`);return}const l=(i=o.extensions)==null?void 0:i[ke.EXTENSION_NAME];if(l==null)return;const a=l.specVersion;if(!go.has(a)){console.warn(`MToonMaterialLoaderPlugin: Unknown ${ke.EXTENSION_NAME} specVersion "${a}"`);return}return l}_extendMaterialParams(e,n){return ae(this,null,function*(){var i;delete n.metalness,delete n.roughness;const r=new uo(this.parser,n);r.assignPrimitive("transparentWithZWrite",e.transparentWithZWrite),r.assignColor("shadeColorFactor",e.shadeColorFactor),r.assignTexture("shadeMultiplyTexture",e.shadeMultiplyTexture,!0),r.assignPrimitive("shadingShiftFactor",e.shadingShiftFactor),r.assignTexture("shadingShiftTexture",e.shadingShiftTexture,!0),r.assignPrimitive("shadingShiftTextureScale",(i=e.shadingShiftTexture)==null?void 0:i.scale),r.assignPrimitive("shadingToonyFactor",e.shadingToonyFactor),r.assignPrimitive("giEqualizationFactor",e.giEqualizationFactor),r.assignColor("matcapFactor",e.matcapFactor),r.assignTexture("matcapTexture",e.matcapTexture,!0),r.assignColor("parametricRimColorFactor",e.parametricRimColorFactor),r.assignTexture("rimMultiplyTexture",e.rimMultiplyTexture,!0),r.assignPrimitive("rimLightingMixFactor",e.rimLightingMixFactor),r.assignPrimitive("parametricRimFresnelPowerFactor",e.parametricRimFresnelPowerFactor),r.assignPrimitive("parametricRimLiftFactor",e.parametricRimLiftFactor),r.assignPrimitive("outlineWidthMode",e.outlineWidthMode),r.assignPrimitive("outlineWidthFactor",e.outlineWidthFactor),r.assignTexture("outlineWidthMultiplyTexture",e.outlineWidthMultiplyTexture,!1),r.assignColor("outlineColorFactor",e.outlineColorFactor),r.assignPrimitive("outlineLightingMixFactor",e.outlineLightingMixFactor),r.assignTexture("uvAnimationMaskTexture",e.uvAnimationMaskTexture,!1),r.assignPrimitive("uvAnimationScrollXSpeedFactor",e.uvAnimationScrollXSpeedFactor),r.assignPrimitive("uvAnimationScrollYSpeedFactor",e.uvAnimationScrollYSpeedFactor),r.assignPrimitive("uvAnimationRotationSpeedFactor",e.uvAnimationRotationSpeedFactor),r.assignPrimitive("v0CompatShade",this.v0CompatShade),r.assignPrimitive("debugMode",this.debugMode),yield r.pending})}_setupPrimitive(e,n){const i=this._getMToonExtension(n);if(i){const r=this._parseRenderOrder(i);e.renderOrder=r+this.renderOrderOffset,this._generateOutline(e),this._addToMaterialSet(e);return}}_shouldGenerateOutline(e){return typeof e.outlineWidthMode=="string"&&e.outlineWidthMode!=="none"&&typeof e.outlineWidthFactor=="number"&&e.outlineWidthFactor>0}_generateOutline(e){const n=e.material;if(!(n instanceof Fe)||!this._shouldGenerateOutline(n))return;e.material=[n];const i=n.clone();i.name+=" (Outline)",i.isOutline=!0,i.side=Vr,e.material.push(i);const r=e.geometry,s=r.index?r.index.count:r.attributes.position.count/3;r.addGroup(0,s,0),r.addGroup(0,s,1)}_addToMaterialSet(e){const n=e.material,i=new Set;Array.isArray(n)?n.forEach(r=>i.add(r)):i.add(n);for(const r of i)this._mToonMaterialSet.add(r)}_parseRenderOrder(e){var n;return(e.transparentWithZWrite?0:19)+((n=e.renderQueueOffsetNumber)!=null?n:0)}};Ei.EXTENSION_NAME="VRMC_materials_mtoon";var _o=Ei,vo=(t,e,n)=>new Promise((i,r)=>{var s=a=>{try{l(n.next(a))}catch(u){r(u)}},o=a=>{try{l(n.throw(a))}catch(u){r(u)}},l=a=>a.done?i(a.value):Promise.resolve(a.value).then(s,o);l((n=n.apply(t,e)).next())}),Si=class yt{get name(){return yt.EXTENSION_NAME}constructor(e){this.parser=e}extendMaterialParams(e,n){return vo(this,null,function*(){const i=this._getHDREmissiveMultiplierExtension(e);if(i==null)return;console.warn("VRMMaterialsHDREmissiveMultiplierLoaderPlugin: `VRMC_materials_hdr_emissiveMultiplier` is archived. Use `KHR_materials_emissive_strength` instead.");const r=i.emissiveMultiplier;n.emissiveIntensity=r})}_getHDREmissiveMultiplierExtension(e){var n,i;const o=(n=this.parser.json.materials)==null?void 0:n[e];if(o==null){console.warn(`VRMMaterialsHDREmissiveMultiplierLoaderPlugin: Attempt to use materials[${e}] of glTF but the material doesn't exist`);return}const l=(i=o.extensions)==null?void 0:i[yt.EXTENSION_NAME];if(l!=null)return l}};Si.EXTENSION_NAME="VRMC_materials_hdr_emissiveMultiplier";var Mo=Si,xo=Object.defineProperty,To=Object.defineProperties,Ao=Object.getOwnPropertyDescriptors,Xn=Object.getOwnPropertySymbols,yo=Object.prototype.hasOwnProperty,Ro=Object.prototype.propertyIsEnumerable,qn=(t,e,n)=>e in t?xo(t,e,{enumerable:!0,configurable:!0,writable:!0,value:n}):t[e]=n,W=(t,e)=>{for(var n in e||(e={}))yo.call(e,n)&&qn(t,n,e[n]);if(Xn)for(var n of Xn(e))Ro.call(e,n)&&qn(t,n,e[n]);return t},Yn=(t,e)=>To(t,Ao(e)),wo=(t,e,n)=>new Promise((i,r)=>{var s=a=>{try{l(n.next(a))}catch(u){r(u)}},o=a=>{try{l(n.throw(a))}catch(u){r(u)}},l=a=>a.done?i(a.value):Promise.resolve(a.value).then(s,o);l((n=n.apply(t,e)).next())});function de(t){return Math.pow(t,2.2)}var Eo=class{get name(){return"VRMMaterialsV0CompatPlugin"}constructor(t){var e;this.parser=t,this._renderQueueMapTransparent=new Map,this._renderQueueMapTransparentZWrite=new Map;const n=this.parser.json;n.extensionsUsed=(e=n.extensionsUsed)!=null?e:[],n.extensionsUsed.indexOf("KHR_texture_transform")===-1&&n.extensionsUsed.push("KHR_texture_transform")}beforeRoot(){return wo(this,null,function*(){var t;const e=this.parser.json,n=(t=e.extensions)==null?void 0:t.VRM,i=n==null?void 0:n.materialProperties;i&&(this._populateRenderQueueMap(i),i.forEach((r,s)=>{var o,l;const a=(o=e.materials)==null?void 0:o[s];if(a==null){console.warn(`VRMMaterialsV0CompatPlugin: Attempt to use materials[${s}] of glTF but the material doesn't exist`);return}if(r.shader==="VRM/MToon"){const u=this._parseV0MToonProperties(r,a);e.materials[s]=u}else if((l=r.shader)!=null&&l.startsWith("VRM/Unlit")){const u=this._parseV0UnlitProperties(r,a);e.materials[s]=u}else r.shader==="VRM_USE_GLTFSHADER"||console.warn(`VRMMaterialsV0CompatPlugin: Unknown shader: ${r.shader}`)}))})}_parseV0MToonProperties(t,e){var n,i,r,s,o,l,a,u,d,c,h,f,p,g,m,_,x,A,M,T,y,R,E,b,P,I,U,Z,_e,ve,q,H,ue,Me,D,It,Nt,Ot,Ct,Ut,Dt,Vt,Ft,Bt,Ht,kt,Wt,Gt,jt,zt,Xt,qt,Yt,Qt,Kt;const Zt=(i=(n=t.keywordMap)==null?void 0:n._ALPHABLEND_ON)!=null?i:!1,Ci=((r=t.floatProperties)==null?void 0:r._ZWrite)===1&&Zt,Ui=this._v0ParseRenderQueue(t),$t=(o=(s=t.keywordMap)==null?void 0:s._ALPHATEST_ON)!=null?o:!1,Di=Zt?"BLEND":$t?"MASK":"OPAQUE",Vi=$t?(a=(l=t.floatProperties)==null?void 0:l._Cutoff)!=null?a:.5:void 0,Fi=((d=(u=t.floatProperties)==null?void 0:u._CullMode)!=null?d:2)===0,ee=this._portTextureTransform(t),Bi=((h=(c=t.vectorProperties)==null?void 0:c._Color)!=null?h:[1,1,1,1]).map((ln,ur)=>ur===3?ln:de(ln)),Jt=(f=t.textureProperties)==null?void 0:f._MainTex,Hi=Jt!=null?{index:Jt,extensions:W({},ee)}:void 0,ki=(g=(p=t.floatProperties)==null?void 0:p._BumpScale)!=null?g:1,en=(m=t.textureProperties)==null?void 0:m._BumpMap,Wi=en!=null?{index:en,scale:ki,extensions:W({},ee)}:void 0,Gi=((x=(_=t.vectorProperties)==null?void 0:_._EmissionColor)!=null?x:[0,0,0,1]).map(de),tn=(A=t.textureProperties)==null?void 0:A._EmissionMap,ji=tn!=null?{index:tn,extensions:W({},ee)}:void 0,zi=((T=(M=t.vectorProperties)==null?void 0:M._ShadeColor)!=null?T:[.97,.81,.86,1]).map(de),nn=(y=t.textureProperties)==null?void 0:y._ShadeTexture,Xi=nn!=null?{index:nn,extensions:W({},ee)}:void 0;let Ie=(E=(R=t.floatProperties)==null?void 0:R._ShadeShift)!=null?E:0,Ne=(P=(b=t.floatProperties)==null?void 0:b._ShadeToony)!=null?P:.9;Ne=N.lerp(Ne,1,.5+.5*Ie),Ie=-Ie-(1-Ne);const rn=(U=(I=t.floatProperties)==null?void 0:I._IndirectLightIntensity)!=null?U:.1,qi=rn?1-rn:void 0,Qe=(Z=t.textureProperties)==null?void 0:Z._SphereAdd,Yi=Qe!=null?[1,1,1]:void 0,Qi=Qe!=null?{index:Qe}:void 0,Ki=(ve=(_e=t.floatProperties)==null?void 0:_e._RimLightingMix)!=null?ve:0,sn=(q=t.textureProperties)==null?void 0:q._RimTexture,Zi=sn!=null?{index:sn,extensions:W({},ee)}:void 0,$i=((ue=(H=t.vectorProperties)==null?void 0:H._RimColor)!=null?ue:[0,0,0,1]).map(de),Ji=(D=(Me=t.floatProperties)==null?void 0:Me._RimFresnelPower)!=null?D:1,er=(Nt=(It=t.floatProperties)==null?void 0:It._RimLift)!=null?Nt:0,tr=["none","worldCoordinates","screenCoordinates"][(Ct=(Ot=t.floatProperties)==null?void 0:Ot._OutlineWidthMode)!=null?Ct:0];let Ke=(Dt=(Ut=t.floatProperties)==null?void 0:Ut._OutlineWidth)!=null?Dt:0;Ke=.01*Ke;const on=(Vt=t.textureProperties)==null?void 0:Vt._OutlineWidthTexture,nr=on!=null?{index:on,extensions:W({},ee)}:void 0,ir=((Bt=(Ft=t.vectorProperties)==null?void 0:Ft._OutlineColor)!=null?Bt:[0,0,0]).map(de),rr=((kt=(Ht=t.floatProperties)==null?void 0:Ht._OutlineColorMode)!=null?kt:0)===1?(Gt=(Wt=t.floatProperties)==null?void 0:Wt._OutlineLightingMix)!=null?Gt:1:0,an=(jt=t.textureProperties)==null?void 0:jt._UvAnimMaskTexture,sr=an!=null?{index:an,extensions:W({},ee)}:void 0,or=(Xt=(zt=t.floatProperties)==null?void 0:zt._UvAnimScrollX)!=null?Xt:0;let Oe=(Yt=(qt=t.floatProperties)==null?void 0:qt._UvAnimScrollY)!=null?Yt:0;Oe!=null&&(Oe=-Oe);const ar=(Kt=(Qt=t.floatProperties)==null?void 0:Qt._UvAnimRotation)!=null?Kt:0,lr={specVersion:"1.0",transparentWithZWrite:Ci,renderQueueOffsetNumber:Ui,shadeColorFactor:zi,shadeMultiplyTexture:Xi,shadingShiftFactor:Ie,shadingToonyFactor:Ne,giEqualizationFactor:qi,matcapFactor:Yi,matcapTexture:Qi,rimLightingMixFactor:Ki,rimMultiplyTexture:Zi,parametricRimColorFactor:$i,parametricRimFresnelPowerFactor:Ji,parametricRimLiftFactor:er,outlineWidthMode:tr,outlineWidthFactor:Ke,outlineWidthMultiplyTexture:nr,outlineColorFactor:ir,outlineLightingMixFactor:rr,uvAnimationMaskTexture:sr,uvAnimationScrollXSpeedFactor:or,uvAnimationScrollYSpeedFactor:Oe,uvAnimationRotationSpeedFactor:ar};return Yn(W({},e),{pbrMetallicRoughness:{baseColorFactor:Bi,baseColorTexture:Hi},normalTexture:Wi,emissiveTexture:ji,emissiveFactor:Gi,alphaMode:Di,alphaCutoff:Vi,doubleSided:Fi,extensions:{VRMC_materials_mtoon:lr}})}_parseV0UnlitProperties(t,e){var n,i,r,s,o;const l=t.shader==="VRM/UnlitTransparentZWrite",a=t.shader==="VRM/UnlitTransparent"||l,u=this._v0ParseRenderQueue(t),d=t.shader==="VRM/UnlitCutout",c=a?"BLEND":d?"MASK":"OPAQUE",h=d?(i=(n=t.floatProperties)==null?void 0:n._Cutoff)!=null?i:.5:void 0,f=this._portTextureTransform(t),p=((s=(r=t.vectorProperties)==null?void 0:r._Color)!=null?s:[1,1,1,1]).map(de),g=(o=t.textureProperties)==null?void 0:o._MainTex,m=g!=null?{index:g,extensions:W({},f)}:void 0,_={specVersion:"1.0",transparentWithZWrite:l,renderQueueOffsetNumber:u,shadeColorFactor:p,shadeMultiplyTexture:m};return Yn(W({},e),{pbrMetallicRoughness:{baseColorFactor:p,baseColorTexture:m},alphaMode:c,alphaCutoff:h,extensions:{VRMC_materials_mtoon:_}})}_portTextureTransform(t){var e,n,i,r,s;const o=(e=t.vectorProperties)==null?void 0:e._MainTex;if(o==null)return{};const l=[(n=o==null?void 0:o[0])!=null?n:0,(i=o==null?void 0:o[1])!=null?i:0],a=[(r=o==null?void 0:o[2])!=null?r:1,(s=o==null?void 0:o[3])!=null?s:1];return l[1]=1-a[1]-l[1],{KHR_texture_transform:{offset:l,scale:a}}}_v0ParseRenderQueue(t){var e,n;const i=t.shader==="VRM/UnlitTransparentZWrite",r=((e=t.keywordMap)==null?void 0:e._ALPHABLEND_ON)!=null||t.shader==="VRM/UnlitTransparent"||i,s=((n=t.floatProperties)==null?void 0:n._ZWrite)===1||i;let o=0;if(r){const l=t.renderQueue;l!=null&&(s?o=this._renderQueueMapTransparentZWrite.get(l):o=this._renderQueueMapTransparent.get(l))}return o}_populateRenderQueueMap(t){const e=new Set,n=new Set;t.forEach(i=>{var r,s;const o=i.shader==="VRM/UnlitTransparentZWrite",l=((r=i.keywordMap)==null?void 0:r._ALPHABLEND_ON)!=null||i.shader==="VRM/UnlitTransparent"||o,a=((s=i.floatProperties)==null?void 0:s._ZWrite)===1||o;if(l){const u=i.renderQueue;u!=null&&(a?n.add(u):e.add(u))}}),e.size>10&&console.warn(`VRMMaterialsV0CompatPlugin: This VRM uses ${e.size} render queues for Transparent materials while VRM 1.0 only supports up to 10 render queues. The model might not be rendered correctly.`),n.size>10&&console.warn(`VRMMaterialsV0CompatPlugin: This VRM uses ${n.size} render queues for TransparentZWrite materials while VRM 1.0 only supports up to 10 render queues. The model might not be rendered correctly.`),Array.from(e).sort().forEach((i,r)=>{const s=Math.min(Math.max(r-e.size+1,-9),0);this._renderQueueMapTransparent.set(i,s)}),Array.from(n).sort().forEach((i,r)=>{const s=Math.min(Math.max(r,0),9);this._renderQueueMapTransparentZWrite.set(i,s)})}},Qn=(t,e,n)=>new Promise((i,r)=>{var s=a=>{try{l(n.next(a))}catch(u){r(u)}},o=a=>{try{l(n.throw(a))}catch(u){r(u)}},l=a=>a.done?i(a.value):Promise.resolve(a.value).then(s,o);l((n=n.apply(t,e)).next())}),J=new v,st=class extends Q{constructor(t){super(),this._attrPosition=new O(new Float32Array([0,0,0,0,0,0]),3),this._attrPosition.setUsage(Wr);const e=new X;e.setAttribute("position",this._attrPosition);const n=new be({color:16711935,depthTest:!1,depthWrite:!1});this._line=new li(e,n),this.add(this._line),this.constraint=t}updateMatrixWorld(t){J.setFromMatrixPosition(this.constraint.destination.matrixWorld),this._attrPosition.setXYZ(0,J.x,J.y,J.z),this.constraint.source&&J.setFromMatrixPosition(this.constraint.source.matrixWorld),this._attrPosition.setXYZ(1,J.x,J.y,J.z),this._attrPosition.needsUpdate=!0,super.updateMatrixWorld(t)}};function Kn(t,e){return e.set(t.elements[12],t.elements[13],t.elements[14])}var So=new v,Lo=new v;function Po(t,e){return t.decompose(So,e,Lo),e}function je(t){return t.invert?t.invert():t.inverse(),t}var Pt=class{constructor(t,e){this.destination=t,this.source=e,this.weight=1}},bo=new v,Io=new v,No=new v,Oo=new S,Co=new S,Uo=new S,Do=class extends Pt{get aimAxis(){return this._aimAxis}set aimAxis(t){this._aimAxis=t,this._v3AimAxis.set(t==="PositiveX"?1:t==="NegativeX"?-1:0,t==="PositiveY"?1:t==="NegativeY"?-1:0,t==="PositiveZ"?1:t==="NegativeZ"?-1:0)}get dependencies(){const t=new Set([this.source]);return this.destination.parent&&t.add(this.destination.parent),t}constructor(t,e){super(t,e),this._aimAxis="PositiveX",this._v3AimAxis=new v(1,0,0),this._dstRestQuat=new S}setInitState(){this._dstRestQuat.copy(this.destination.quaternion)}update(){this.destination.updateWorldMatrix(!0,!1),this.source.updateWorldMatrix(!0,!1);const t=Oo.identity(),e=Co.identity();this.destination.parent&&(Po(this.destination.parent.matrixWorld,t),je(e.copy(t)));const n=bo.copy(this._v3AimAxis).applyQuaternion(this._dstRestQuat).applyQuaternion(t),i=Kn(this.source.matrixWorld,Io).sub(Kn(this.destination.matrixWorld,No)).normalize(),r=Uo.setFromUnitVectors(n,i).premultiply(e).multiply(t).multiply(this._dstRestQuat);this.destination.quaternion.copy(this._dstRestQuat).slerp(r,this.weight)}};function Vo(t,e){const n=[t];let i=t.parent;for(;i!==null;)n.unshift(i),i=i.parent;n.forEach(r=>{e(r)})}var Fo=class{constructor(){this._constraints=new Set,this._objectConstraintsMap=new Map}get constraints(){return this._constraints}addConstraint(t){this._constraints.add(t);let e=this._objectConstraintsMap.get(t.destination);e==null&&(e=new Set,this._objectConstraintsMap.set(t.destination,e)),e.add(t)}deleteConstraint(t){this._constraints.delete(t),this._objectConstraintsMap.get(t.destination).delete(t)}setInitState(){const t=new Set,e=new Set;for(const n of this._constraints)this._processConstraint(n,t,e,i=>i.setInitState())}update(){const t=new Set,e=new Set;for(const n of this._constraints)this._processConstraint(n,t,e,i=>i.update())}_processConstraint(t,e,n,i){if(n.has(t))return;if(e.has(t))throw new Error("VRMNodeConstraintManager: Circular dependency detected while updating constraints");e.add(t);const r=t.dependencies;for(const s of r)Vo(s,o=>{const l=this._objectConstraintsMap.get(o);if(l)for(const a of l)this._processConstraint(a,e,n,i)});i(t),n.add(t)}},Bo=new S,Ho=new S,ko=class extends Pt{get dependencies(){return new Set([this.source])}constructor(t,e){super(t,e),this._dstRestQuat=new S,this._invSrcRestQuat=new S}setInitState(){this._dstRestQuat.copy(this.destination.quaternion),je(this._invSrcRestQuat.copy(this.source.quaternion))}update(){const t=Bo.copy(this._invSrcRestQuat).multiply(this.source.quaternion),e=Ho.copy(this._dstRestQuat).multiply(t);this.destination.quaternion.copy(this._dstRestQuat).slerp(e,this.weight)}},Wo=new v,Go=new S,jo=new S,zo=class extends Pt{get rollAxis(){return this._rollAxis}set rollAxis(t){this._rollAxis=t,this._v3RollAxis.set(t==="X"?1:0,t==="Y"?1:0,t==="Z"?1:0)}get dependencies(){return new Set([this.source])}constructor(t,e){super(t,e),this._rollAxis="X",this._v3RollAxis=new v(1,0,0),this._dstRestQuat=new S,this._invDstRestQuat=new S,this._invSrcRestQuatMulDstRestQuat=new S}setInitState(){this._dstRestQuat.copy(this.destination.quaternion),je(this._invDstRestQuat.copy(this._dstRestQuat)),je(this._invSrcRestQuatMulDstRestQuat.copy(this.source.quaternion)).multiply(this._dstRestQuat)}update(){const t=Go.copy(this._invDstRestQuat).multiply(this.source.quaternion).multiply(this._invSrcRestQuatMulDstRestQuat),e=Wo.copy(this._v3RollAxis).applyQuaternion(t),i=jo.setFromUnitVectors(e,this._v3RollAxis).premultiply(this._dstRestQuat).multiply(t);this.destination.quaternion.copy(this._dstRestQuat).slerp(i,this.weight)}},Xo=new Set(["1.0","1.0-beta"]),Li=class Se{get name(){return Se.EXTENSION_NAME}constructor(e,n){this.parser=e,this.helperRoot=n==null?void 0:n.helperRoot}afterRoot(e){return Qn(this,null,function*(){e.userData.vrmNodeConstraintManager=yield this._import(e)})}_import(e){return Qn(this,null,function*(){var n;const i=this.parser.json;if(!(((n=i.extensionsUsed)==null?void 0:n.indexOf(Se.EXTENSION_NAME))!==-1))return null;const s=new Fo,o=yield this.parser.getDependencies("node");return o.forEach((l,a)=>{var u;const d=i.nodes[a],c=(u=d==null?void 0:d.extensions)==null?void 0:u[Se.EXTENSION_NAME];if(c==null)return;const h=c.specVersion;if(!Xo.has(h)){console.warn(`VRMNodeConstraintLoaderPlugin: Unknown ${Se.EXTENSION_NAME} specVersion "${h}"`);return}const f=c.constraint;if(f.roll!=null){const p=this._importRollConstraint(l,o,f.roll);s.addConstraint(p)}else if(f.aim!=null){const p=this._importAimConstraint(l,o,f.aim);s.addConstraint(p)}else if(f.rotation!=null){const p=this._importRotationConstraint(l,o,f.rotation);s.addConstraint(p)}}),e.scene.updateMatrixWorld(),s.setInitState(),s})}_importRollConstraint(e,n,i){const{source:r,rollAxis:s,weight:o}=i,l=n[r],a=new zo(e,l);if(s!=null&&(a.rollAxis=s),o!=null&&(a.weight=o),this.helperRoot){const u=new st(a);this.helperRoot.add(u)}return a}_importAimConstraint(e,n,i){const{source:r,aimAxis:s,weight:o}=i,l=n[r],a=new Do(e,l);if(s!=null&&(a.aimAxis=s),o!=null&&(a.weight=o),this.helperRoot){const u=new st(a);this.helperRoot.add(u)}return a}_importRotationConstraint(e,n,i){const{source:r,weight:s}=i,o=n[r],l=new ko(e,o);if(s!=null&&(l.weight=s),this.helperRoot){const a=new st(l);this.helperRoot.add(a)}return l}};Li.EXTENSION_NAME="VRMC_node_constraint";var qo=Li,Ve=(t,e,n)=>new Promise((i,r)=>{var s=a=>{try{l(n.next(a))}catch(u){r(u)}},o=a=>{try{l(n.throw(a))}catch(u){r(u)}},l=a=>a.done?i(a.value):Promise.resolve(a.value).then(s,o);l((n=n.apply(t,e)).next())}),bt=class{},ot=new v,re=new v,Pi=class extends bt{get type(){return"capsule"}constructor(t){var e,n,i,r;super(),this.offset=(e=t==null?void 0:t.offset)!=null?e:new v(0,0,0),this.tail=(n=t==null?void 0:t.tail)!=null?n:new v(0,0,0),this.radius=(i=t==null?void 0:t.radius)!=null?i:0,this.inside=(r=t==null?void 0:t.inside)!=null?r:!1}calculateCollision(t,e,n,i){ot.setFromMatrixPosition(t),re.subVectors(this.tail,this.offset).applyMatrix4(t),re.sub(ot);const r=re.lengthSq();i.copy(e).sub(ot);const s=re.dot(i);s<=0||(r<=s||re.multiplyScalar(s/r),i.sub(re));const o=i.length(),l=this.inside?this.radius-n-o:o-n-this.radius;return l<0&&(i.multiplyScalar(1/o),this.inside&&i.negate()),l}},at=new v,Zn=new j,bi=class extends bt{get type(){return"plane"}constructor(t){var e,n;super(),this.offset=(e=t==null?void 0:t.offset)!=null?e:new v(0,0,0),this.normal=(n=t==null?void 0:t.normal)!=null?n:new v(0,0,1)}calculateCollision(t,e,n,i){i.setFromMatrixPosition(t),i.negate().add(e),Zn.getNormalMatrix(t),at.copy(this.normal).applyNormalMatrix(Zn).normalize();const r=i.dot(at)-n;return i.copy(at),r}},Yo=new v,Ii=class extends bt{get type(){return"sphere"}constructor(t){var e,n,i;super(),this.offset=(e=t==null?void 0:t.offset)!=null?e:new v(0,0,0),this.radius=(n=t==null?void 0:t.radius)!=null?n:0,this.inside=(i=t==null?void 0:t.inside)!=null?i:!1}calculateCollision(t,e,n,i){i.subVectors(e,Yo.setFromMatrixPosition(t));const r=i.length(),s=this.inside?this.radius-n-r:r-n-this.radius;return s<0&&(i.multiplyScalar(1/r),this.inside&&i.negate()),s}},G=new v,Qo=class extends X{constructor(t){super(),this.worldScale=1,this._currentRadius=0,this._currentOffset=new v,this._currentTail=new v,this._shape=t,this._attrPos=new O(new Float32Array(396),3),this.setAttribute("position",this._attrPos),this._attrIndex=new O(new Uint16Array(264),1),this.setIndex(this._attrIndex),this._buildIndex(),this.update()}update(){let t=!1;const e=this._shape.radius/this.worldScale;this._currentRadius!==e&&(this._currentRadius=e,t=!0),this._currentOffset.equals(this._shape.offset)||(this._currentOffset.copy(this._shape.offset),t=!0);const n=G.copy(this._shape.tail).divideScalar(this.worldScale);this._currentTail.distanceToSquared(n)>1e-10&&(this._currentTail.copy(n),t=!0),t&&this._buildPosition()}_buildPosition(){G.copy(this._currentTail).sub(this._currentOffset);const t=G.length()/this._currentRadius;for(let i=0;i<=16;i++){const r=i/16*Math.PI;this._attrPos.setXYZ(i,-Math.sin(r),-Math.cos(r),0),this._attrPos.setXYZ(17+i,t+Math.sin(r),Math.cos(r),0),this._attrPos.setXYZ(34+i,-Math.sin(r),0,-Math.cos(r)),this._attrPos.setXYZ(51+i,t+Math.sin(r),0,Math.cos(r))}for(let i=0;i<32;i++){const r=i/16*Math.PI;this._attrPos.setXYZ(68+i,0,Math.sin(r),Math.cos(r)),this._attrPos.setXYZ(100+i,t,Math.sin(r),Math.cos(r))}const e=Math.atan2(G.y,Math.sqrt(G.x*G.x+G.z*G.z)),n=-Math.atan2(G.z,G.x);this.rotateZ(e),this.rotateY(n),this.scale(this._currentRadius,this._currentRadius,this._currentRadius),this.translate(this._currentOffset.x,this._currentOffset.y,this._currentOffset.z),this._attrPos.needsUpdate=!0}_buildIndex(){for(let t=0;t<34;t++){const e=(t+1)%34;this._attrIndex.setXY(t*2,t,e),this._attrIndex.setXY(68+t*2,34+t,34+e)}for(let t=0;t<32;t++){const e=(t+1)%32;this._attrIndex.setXY(136+t*2,68+t,68+e),this._attrIndex.setXY(200+t*2,100+t,100+e)}this._attrIndex.needsUpdate=!0}},Ko=class extends X{constructor(t){super(),this.worldScale=1,this._currentOffset=new v,this._currentNormal=new v,this._shape=t,this._attrPos=new O(new Float32Array(18),3),this.setAttribute("position",this._attrPos),this._attrIndex=new O(new Uint16Array(10),1),this.setIndex(this._attrIndex),this._buildIndex(),this.update()}update(){let t=!1;this._currentOffset.equals(this._shape.offset)||(this._currentOffset.copy(this._shape.offset),t=!0),this._currentNormal.equals(this._shape.normal)||(this._currentNormal.copy(this._shape.normal),t=!0),t&&this._buildPosition()}_buildPosition(){this._attrPos.setXYZ(0,-.5,-.5,0),this._attrPos.setXYZ(1,.5,-.5,0),this._attrPos.setXYZ(2,.5,.5,0),this._attrPos.setXYZ(3,-.5,.5,0),this._attrPos.setXYZ(4,0,0,0),this._attrPos.setXYZ(5,0,0,.25),this.translate(this._currentOffset.x,this._currentOffset.y,this._currentOffset.z),this.lookAt(this._currentNormal),this._attrPos.needsUpdate=!0}_buildIndex(){this._attrIndex.setXY(0,0,1),this._attrIndex.setXY(2,1,2),this._attrIndex.setXY(4,2,3),this._attrIndex.setXY(6,3,0),this._attrIndex.setXY(8,4,5),this._attrIndex.needsUpdate=!0}},Zo=class extends X{constructor(t){super(),this.worldScale=1,this._currentRadius=0,this._currentOffset=new v,this._shape=t,this._attrPos=new O(new Float32Array(288),3),this.setAttribute("position",this._attrPos),this._attrIndex=new O(new Uint16Array(192),1),this.setIndex(this._attrIndex),this._buildIndex(),this.update()}update(){let t=!1;const e=this._shape.radius/this.worldScale;this._currentRadius!==e&&(this._currentRadius=e,t=!0),this._currentOffset.equals(this._shape.offset)||(this._currentOffset.copy(this._shape.offset),t=!0),t&&this._buildPosition()}_buildPosition(){for(let t=0;t<32;t++){const e=t/16*Math.PI;this._attrPos.setXYZ(t,Math.cos(e),Math.sin(e),0),this._attrPos.setXYZ(32+t,0,Math.cos(e),Math.sin(e)),this._attrPos.setXYZ(64+t,Math.sin(e),0,Math.cos(e))}this.scale(this._currentRadius,this._currentRadius,this._currentRadius),this.translate(this._currentOffset.x,this._currentOffset.y,this._currentOffset.z),this._attrPos.needsUpdate=!0}_buildIndex(){for(let t=0;t<32;t++){const e=(t+1)%32;this._attrIndex.setXY(t*2,t,e),this._attrIndex.setXY(64+t*2,32+t,32+e),this._attrIndex.setXY(128+t*2,64+t,64+e)}this._attrIndex.needsUpdate=!0}},$o=new v,lt=class extends Q{constructor(t){if(super(),this.matrixAutoUpdate=!1,this.collider=t,this.collider.shape instanceof Ii)this._geometry=new Zo(this.collider.shape);else if(this.collider.shape instanceof Pi)this._geometry=new Qo(this.collider.shape);else if(this.collider.shape instanceof bi)this._geometry=new Ko(this.collider.shape);else throw new Error("VRMSpringBoneColliderHelper: Unknown collider shape type detected");const e=new be({color:16711935,depthTest:!1,depthWrite:!1});this._line=new qe(this._geometry,e),this.add(this._line)}dispose(){this._geometry.dispose()}updateMatrixWorld(t){this.collider.updateWorldMatrix(!0,!1),this.matrix.copy(this.collider.matrixWorld);const e=this.matrix.elements;this._geometry.worldScale=$o.set(e[0],e[1],e[2]).length(),this._geometry.update(),super.updateMatrixWorld(t)}},Jo=class extends X{constructor(t){super(),this.worldScale=1,this._currentRadius=0,this._currentTail=new v,this._springBone=t,this._attrPos=new O(new Float32Array(294),3),this.setAttribute("position",this._attrPos),this._attrIndex=new O(new Uint16Array(194),1),this.setIndex(this._attrIndex),this._buildIndex(),this.update()}update(){let t=!1;const e=this._springBone.settings.hitRadius/this.worldScale;this._currentRadius!==e&&(this._currentRadius=e,t=!0),this._currentTail.equals(this._springBone.initialLocalChildPosition)||(this._currentTail.copy(this._springBone.initialLocalChildPosition),t=!0),t&&this._buildPosition()}_buildPosition(){for(let t=0;t<32;t++){const e=t/16*Math.PI;this._attrPos.setXYZ(t,Math.cos(e),Math.sin(e),0),this._attrPos.setXYZ(32+t,0,Math.cos(e),Math.sin(e)),this._attrPos.setXYZ(64+t,Math.sin(e),0,Math.cos(e))}this.scale(this._currentRadius,this._currentRadius,this._currentRadius),this.translate(this._currentTail.x,this._currentTail.y,this._currentTail.z),this._attrPos.setXYZ(96,0,0,0),this._attrPos.setXYZ(97,this._currentTail.x,this._currentTail.y,this._currentTail.z),this._attrPos.needsUpdate=!0}_buildIndex(){for(let t=0;t<32;t++){const e=(t+1)%32;this._attrIndex.setXY(t*2,t,e),this._attrIndex.setXY(64+t*2,32+t,32+e),this._attrIndex.setXY(128+t*2,64+t,64+e)}this._attrIndex.setXY(192,96,97),this._attrIndex.needsUpdate=!0}},ea=new v,ta=class extends Q{constructor(t){super(),this.matrixAutoUpdate=!1,this.springBone=t,this._geometry=new Jo(this.springBone);const e=new be({color:16776960,depthTest:!1,depthWrite:!1});this._line=new qe(this._geometry,e),this.add(this._line)}dispose(){this._geometry.dispose()}updateMatrixWorld(t){this.springBone.bone.updateWorldMatrix(!0,!1),this.matrix.copy(this.springBone.bone.matrixWorld);const e=this.matrix.elements;this._geometry.worldScale=ea.set(e[0],e[1],e[2]).length(),this._geometry.update(),super.updateMatrixWorld(t)}},ut=class extends ge{constructor(t){super(),this.colliderMatrix=new V,this.shape=t}updateWorldMatrix(t,e){super.updateWorldMatrix(t,e),na(this.colliderMatrix,this.matrixWorld,this.shape.offset)}};function na(t,e,n){const i=e.elements;t.copy(e),n&&(t.elements[12]=i[0]*n.x+i[4]*n.y+i[8]*n.z+i[12],t.elements[13]=i[1]*n.x+i[5]*n.y+i[9]*n.z+i[13],t.elements[14]=i[2]*n.x+i[6]*n.y+i[10]*n.z+i[14])}var ia=new V;function ra(t){return t.invert?t.invert():t.getInverse(ia.copy(t)),t}var sa=class{constructor(t){this._inverseCache=new V,this._shouldUpdateInverse=!0,this.matrix=t;const e={set:(n,i,r)=>(this._shouldUpdateInverse=!0,n[i]=r,!0)};this._originalElements=t.elements,t.elements=new Proxy(t.elements,e)}get inverse(){return this._shouldUpdateInverse&&(ra(this._inverseCache.copy(this.matrix)),this._shouldUpdateInverse=!1),this._inverseCache}revert(){this.matrix.elements=this._originalElements}},ct=new V,he=new v,Re=new v,we=new v,Ee=new v,oa=new V,aa=class{constructor(t,e,n={},i=[]){this._currentTail=new v,this._prevTail=new v,this._boneAxis=new v,this._worldSpaceBoneLength=0,this._center=null,this._initialLocalMatrix=new V,this._initialLocalRotation=new S,this._initialLocalChildPosition=new v;var r,s,o,l,a,u;this.bone=t,this.bone.matrixAutoUpdate=!1,this.child=e,this.settings={hitRadius:(r=n.hitRadius)!=null?r:0,stiffness:(s=n.stiffness)!=null?s:1,gravityPower:(o=n.gravityPower)!=null?o:0,gravityDir:(a=(l=n.gravityDir)==null?void 0:l.clone())!=null?a:new v(0,-1,0),dragForce:(u=n.dragForce)!=null?u:.4},this.colliderGroups=i}get dependencies(){const t=new Set,e=this.bone.parent;e&&t.add(e);for(let n=0;n<this.colliderGroups.length;n++)for(let i=0;i<this.colliderGroups[n].colliders.length;i++)t.add(this.colliderGroups[n].colliders[i]);return t}get center(){return this._center}set center(t){var e;(e=this._center)!=null&&e.userData.inverseCacheProxy&&(this._center.userData.inverseCacheProxy.revert(),delete this._center.userData.inverseCacheProxy),this._center=t,this._center&&(this._center.userData.inverseCacheProxy||(this._center.userData.inverseCacheProxy=new sa(this._center.matrixWorld)))}get initialLocalChildPosition(){return this._initialLocalChildPosition}get _parentMatrixWorld(){return this.bone.parent?this.bone.parent.matrixWorld:ct}setInitState(){this._initialLocalMatrix.copy(this.bone.matrix),this._initialLocalRotation.copy(this.bone.quaternion),this.child?this._initialLocalChildPosition.copy(this.child.position):this._initialLocalChildPosition.copy(this.bone.position).normalize().multiplyScalar(.07);const t=this._getMatrixWorldToCenter();this.bone.localToWorld(this._currentTail.copy(this._initialLocalChildPosition)).applyMatrix4(t),this._prevTail.copy(this._currentTail),this._boneAxis.copy(this._initialLocalChildPosition).normalize()}reset(){this.bone.quaternion.copy(this._initialLocalRotation),this.bone.updateMatrix(),this.bone.matrixWorld.multiplyMatrices(this._parentMatrixWorld,this.bone.matrix);const t=this._getMatrixWorldToCenter();this.bone.localToWorld(this._currentTail.copy(this._initialLocalChildPosition)).applyMatrix4(t),this._prevTail.copy(this._currentTail)}update(t){if(t<=0)return;this._calcWorldSpaceBoneLength();const e=Re.copy(this._boneAxis).transformDirection(this._initialLocalMatrix).transformDirection(this._parentMatrixWorld);Ee.copy(this._currentTail).add(he.subVectors(this._currentTail,this._prevTail).multiplyScalar(1-this.settings.dragForce)).applyMatrix4(this._getMatrixCenterToWorld()).addScaledVector(e,this.settings.stiffness*t).addScaledVector(this.settings.gravityDir,this.settings.gravityPower*t),we.setFromMatrixPosition(this.bone.matrixWorld),Ee.sub(we).normalize().multiplyScalar(this._worldSpaceBoneLength).add(we),this._collision(Ee),this._prevTail.copy(this._currentTail),this._currentTail.copy(Ee).applyMatrix4(this._getMatrixWorldToCenter());const n=oa.multiplyMatrices(this._parentMatrixWorld,this._initialLocalMatrix).invert();this.bone.quaternion.setFromUnitVectors(this._boneAxis,he.copy(Ee).applyMatrix4(n).normalize()).premultiply(this._initialLocalRotation),this.bone.updateMatrix(),this.bone.matrixWorld.multiplyMatrices(this._parentMatrixWorld,this.bone.matrix)}_collision(t){for(let e=0;e<this.colliderGroups.length;e++)for(let n=0;n<this.colliderGroups[e].colliders.length;n++){const i=this.colliderGroups[e].colliders[n],r=i.shape.calculateCollision(i.colliderMatrix,t,this.settings.hitRadius,he);if(r<0){t.addScaledVector(he,-r),t.sub(we);const s=t.length();t.multiplyScalar(this._worldSpaceBoneLength/s).add(we)}}}_calcWorldSpaceBoneLength(){he.setFromMatrixPosition(this.bone.matrixWorld),this.child?Re.setFromMatrixPosition(this.child.matrixWorld):(Re.copy(this._initialLocalChildPosition),Re.applyMatrix4(this.bone.matrixWorld)),this._worldSpaceBoneLength=he.sub(Re).length()}_getMatrixCenterToWorld(){return this._center?this._center.matrixWorld:ct}_getMatrixWorldToCenter(){return this._center?this._center.userData.inverseCacheProxy.inverse:ct}};function la(t,e){const n=[];let i=t;for(;i!==null;)n.unshift(i),i=i.parent;n.forEach(r=>{e(r)})}function Rt(t,e){t.children.forEach(n=>{e(n)||Rt(n,e)})}function ua(t){var e;const n=new Map;for(const i of t){let r=i;do{const s=((e=n.get(r))!=null?e:0)+1;if(s===t.size)return r;n.set(r,s),r=r.parent}while(r!==null)}return null}var $n=class{constructor(){this._joints=new Set,this._sortedJoints=[],this._hasWarnedCircularDependency=!1,this._ancestors=[],this._objectSpringBonesMap=new Map,this._isSortedJointsDirty=!1,this._relevantChildrenUpdated=this._relevantChildrenUpdated.bind(this)}get joints(){return this._joints}get springBones(){return console.warn("VRMSpringBoneManager: springBones is deprecated. use joints instead."),this._joints}get colliderGroups(){const t=new Set;return this._joints.forEach(e=>{e.colliderGroups.forEach(n=>{t.add(n)})}),Array.from(t)}get colliders(){const t=new Set;return this.colliderGroups.forEach(e=>{e.colliders.forEach(n=>{t.add(n)})}),Array.from(t)}addJoint(t){this._joints.add(t);let e=this._objectSpringBonesMap.get(t.bone);e==null&&(e=new Set,this._objectSpringBonesMap.set(t.bone,e)),e.add(t),this._isSortedJointsDirty=!0}addSpringBone(t){console.warn("VRMSpringBoneManager: addSpringBone() is deprecated. use addJoint() instead."),this.addJoint(t)}deleteJoint(t){this._joints.delete(t),this._objectSpringBonesMap.get(t.bone).delete(t),this._isSortedJointsDirty=!0}deleteSpringBone(t){console.warn("VRMSpringBoneManager: deleteSpringBone() is deprecated. use deleteJoint() instead."),this.deleteJoint(t)}setInitState(){this._sortJoints();for(let t=0;t<this._sortedJoints.length;t++){const e=this._sortedJoints[t];e.bone.updateMatrix(),e.bone.updateWorldMatrix(!1,!1),e.setInitState()}}reset(){this._sortJoints();for(let t=0;t<this._sortedJoints.length;t++){const e=this._sortedJoints[t];e.bone.updateMatrix(),e.bone.updateWorldMatrix(!1,!1),e.reset()}}update(t){this._sortJoints();for(let e=0;e<this._ancestors.length;e++)this._ancestors[e].updateWorldMatrix(e===0,!1);for(let e=0;e<this._sortedJoints.length;e++){const n=this._sortedJoints[e];n.bone.updateMatrix(),n.bone.updateWorldMatrix(!1,!1),n.update(t),Rt(n.bone,this._relevantChildrenUpdated)}}_sortJoints(){if(!this._isSortedJointsDirty)return;const t=[],e=new Set,n=new Set,i=new Set;for(const s of this._joints)this._insertJointSort(s,e,n,t,i);this._sortedJoints=t;const r=ua(i);this._ancestors=[],r&&(this._ancestors.push(r),Rt(r,s=>{var o,l;return((l=(o=this._objectSpringBonesMap.get(s))==null?void 0:o.size)!=null?l:0)>0?!0:(this._ancestors.push(s),!1)})),this._isSortedJointsDirty=!1}_insertJointSort(t,e,n,i,r){if(n.has(t))return;if(e.has(t)){this._hasWarnedCircularDependency||(console.warn("VRMSpringBoneManager: Circular dependency detected"),this._hasWarnedCircularDependency=!0);return}e.add(t);const s=t.dependencies;for(const o of s){let l=!1,a=null;la(o,u=>{const d=this._objectSpringBonesMap.get(u);if(d)for(const c of d)l=!0,this._insertJointSort(c,e,n,i,r);else l||(a=u)}),a&&r.add(a)}i.push(t),n.add(t)}_relevantChildrenUpdated(t){var e,n;return((n=(e=this._objectSpringBonesMap.get(t))==null?void 0:e.size)!=null?n:0)>0?!0:(t.updateWorldMatrix(!1,!1),!1)}},Jn="VRMC_springBone_extended_collider",ca=new Set(["1.0","1.0-beta"]),da=new Set(["1.0"]),Ni=class pe{get name(){return pe.EXTENSION_NAME}constructor(e,n){var i;this.parser=e,this.jointHelperRoot=n==null?void 0:n.jointHelperRoot,this.colliderHelperRoot=n==null?void 0:n.colliderHelperRoot,this.useExtendedColliders=(i=n==null?void 0:n.useExtendedColliders)!=null?i:!0}afterRoot(e){return Ve(this,null,function*(){e.userData.vrmSpringBoneManager=yield this._import(e)})}_import(e){return Ve(this,null,function*(){const n=yield this._v1Import(e);if(n!=null)return n;const i=yield this._v0Import(e);return i??null})}_v1Import(e){return Ve(this,null,function*(){var n,i,r,s,o;const l=e.parser.json;if(!(((n=l.extensionsUsed)==null?void 0:n.indexOf(pe.EXTENSION_NAME))!==-1))return null;const u=new $n,d=yield e.parser.getDependencies("node"),c=(i=l.extensions)==null?void 0:i[pe.EXTENSION_NAME];if(!c)return null;const h=c.specVersion;if(!ca.has(h))return console.warn(`VRMSpringBoneLoaderPlugin: Unknown ${pe.EXTENSION_NAME} specVersion "${h}"`),null;const f=(r=c.colliders)==null?void 0:r.map((g,m)=>{var _,x,A,M,T,y,R,E,b,P,I,U,Z,_e,ve;const q=d[g.node];if(q==null)return console.warn(`VRMSpringBoneLoaderPlugin: The collider #${m} attempted to reference a node #${g.node} but not found. Skipping the collider`),null;const H=g.shape,ue=(_=g.extensions)==null?void 0:_[Jn];if(this.useExtendedColliders&&ue!=null){const Me=ue.specVersion;if(!da.has(Me))console.warn(`VRMSpringBoneLoaderPlugin: Unknown ${Jn} specVersion "${Me}". Fallbacking to the ${pe.EXTENSION_NAME} definition`);else{const D=ue.shape;if(D.sphere)return this._importSphereCollider(q,{offset:new v().fromArray((x=D.sphere.offset)!=null?x:[0,0,0]),radius:(A=D.sphere.radius)!=null?A:0,inside:(M=D.sphere.inside)!=null?M:!1});if(D.capsule)return this._importCapsuleCollider(q,{offset:new v().fromArray((T=D.capsule.offset)!=null?T:[0,0,0]),radius:(y=D.capsule.radius)!=null?y:0,tail:new v().fromArray((R=D.capsule.tail)!=null?R:[0,0,0]),inside:(E=D.capsule.inside)!=null?E:!1});if(D.plane)return this._importPlaneCollider(q,{offset:new v().fromArray((b=D.plane.offset)!=null?b:[0,0,0]),normal:new v().fromArray((P=D.plane.normal)!=null?P:[0,0,1])})}}if(H.sphere)return this._importSphereCollider(q,{offset:new v().fromArray((I=H.sphere.offset)!=null?I:[0,0,0]),radius:(U=H.sphere.radius)!=null?U:0,inside:!1});if(H.capsule)return this._importCapsuleCollider(q,{offset:new v().fromArray((Z=H.capsule.offset)!=null?Z:[0,0,0]),radius:(_e=H.capsule.radius)!=null?_e:0,tail:new v().fromArray((ve=H.capsule.tail)!=null?ve:[0,0,0]),inside:!1});console.warn(`VRMSpringBoneLoaderPlugin: The collider #${m} has no valid shape. Skipping the collider`)}),p=(s=c.colliderGroups)==null?void 0:s.map((g,m)=>{var _;return{colliders:((_=g.colliders)!=null?_:[]).map(A=>{const M=f==null?void 0:f[A];return M??(console.warn(`VRMSpringBoneLoaderPlugin: The collider group #${m} attempted to reference a collider #${A} but not found. Skipping the collider`),null)}).filter(A=>A!=null),name:g.name}});return(o=c.springs)==null||o.forEach((g,m)=>{var _;const x=g.joints,A=(_=g.colliderGroups)==null?void 0:_.map(y=>{const R=p==null?void 0:p[y];return R??(console.warn(`VRMSpringBoneLoaderPlugin: The spring #${m} attempted to reference a collider group #${y} but not found. Skipping the collider group`),null)}).filter(y=>y!=null),M=g.center!=null?d[g.center]:void 0;let T;x.forEach(y=>{if(T){const R=T.node,E=d[R],b=y.node,P=d[b],I={hitRadius:T.hitRadius,dragForce:T.dragForce,gravityPower:T.gravityPower,stiffness:T.stiffness,gravityDir:T.gravityDir!=null?new v().fromArray(T.gravityDir):void 0},U=this._importJoint(E,P,I,A);M&&(U.center=M),u.addJoint(U)}T=y})}),u.setInitState(),u})}_v0Import(e){return Ve(this,null,function*(){var n,i,r;const s=e.parser.json;if(!(((n=s.extensionsUsed)==null?void 0:n.indexOf("VRM"))!==-1))return null;const l=(i=s.extensions)==null?void 0:i.VRM,a=l==null?void 0:l.secondaryAnimation;if(!a)return null;const u=a==null?void 0:a.boneGroups;if(!u)return null;const d=new $n,c=yield e.parser.getDependencies("node"),h=(r=a.colliderGroups)==null?void 0:r.map((f,p)=>{var g;const m=c[f.node];return m==null?(console.warn(`VRMSpringBoneLoaderPlugin: The collider group #${p} attempted to reference a node #${f.node} but not found. Skipping the collider group`),null):{colliders:((g=f.colliders)!=null?g:[]).map((x,A)=>{var M,T,y;const R=new v(0,0,0);return x.offset&&R.set((M=x.offset.x)!=null?M:0,(T=x.offset.y)!=null?T:0,x.offset.z?-x.offset.z:0),this._importSphereCollider(m,{offset:R,radius:(y=x.radius)!=null?y:0,inside:!1})})}});return u==null||u.forEach((f,p)=>{const g=f.bones;g&&g.forEach(m=>{var _,x,A,M;const T=c[m];if(T==null){console.warn(`VRMSpringBoneLoaderPlugin: The spring bone group #${p} attempted to reference a node #${m} but not found. Skipping the node`);return}const y=new v;f.gravityDir?y.set((_=f.gravityDir.x)!=null?_:0,(x=f.gravityDir.y)!=null?x:0,(A=f.gravityDir.z)!=null?A:0):y.set(0,-1,0);const R=f.center!=null?c[f.center]:void 0,E={hitRadius:f.hitRadius,dragForce:f.dragForce,gravityPower:f.gravityPower,stiffness:f.stiffiness,gravityDir:y},b=(M=f.colliderGroups)==null?void 0:M.map(P=>{const I=h==null?void 0:h[P];return I??(console.warn(`VRMSpringBoneLoaderPlugin: The spring #${p} attempted to reference a collider group #${P} but not found. Skipping the collider group`),null)}).filter(P=>P!=null);T.traverse(P=>{var I;const U=(I=P.children[0])!=null?I:null,Z=this._importJoint(P,U,E,b);R&&(Z.center=R),d.addJoint(Z)})})}),e.scene.updateMatrixWorld(),d.setInitState(),d})}_importJoint(e,n,i,r){const s=new aa(e,n,i,r);if(this.jointHelperRoot){const o=new ta(s);this.jointHelperRoot.add(o),o.renderOrder=this.jointHelperRoot.renderOrder}return s}_importSphereCollider(e,n){const i=new Ii(n),r=new ut(i);if(e.add(r),this.colliderHelperRoot){const s=new lt(r);this.colliderHelperRoot.add(s),s.renderOrder=this.colliderHelperRoot.renderOrder}return r}_importCapsuleCollider(e,n){const i=new Pi(n),r=new ut(i);if(e.add(r),this.colliderHelperRoot){const s=new lt(r);this.colliderHelperRoot.add(s),s.renderOrder=this.colliderHelperRoot.renderOrder}return r}_importPlaneCollider(e,n){const i=new bi(n),r=new ut(i);if(e.add(r),this.colliderHelperRoot){const s=new lt(r);this.colliderHelperRoot.add(s),s.renderOrder=this.colliderHelperRoot.renderOrder}return r}};Ni.EXTENSION_NAME="VRMC_springBone";var ha=Ni,fa=class{get name(){return"VRMLoaderPlugin"}constructor(t,e){var n,i,r,s,o,l,a,u,d,c;this.parser=t;const h=e==null?void 0:e.helperRoot,f=e==null?void 0:e.autoUpdateHumanBones;this.expressionPlugin=(n=e==null?void 0:e.expressionPlugin)!=null?n:new Ls(t),this.firstPersonPlugin=(i=e==null?void 0:e.firstPersonPlugin)!=null?i:new bs(t),this.humanoidPlugin=(r=e==null?void 0:e.humanoidPlugin)!=null?r:new Vs(t,{helperRoot:h,autoUpdateHumanBones:f}),this.lookAtPlugin=(s=e==null?void 0:e.lookAtPlugin)!=null?s:new $s(t,{helperRoot:h}),this.metaPlugin=(o=e==null?void 0:e.metaPlugin)!=null?o:new to(t),this.mtoonMaterialPlugin=(l=e==null?void 0:e.mtoonMaterialPlugin)!=null?l:new _o(t),this.materialsHDREmissiveMultiplierPlugin=(a=e==null?void 0:e.materialsHDREmissiveMultiplierPlugin)!=null?a:new Mo(t),this.materialsV0CompatPlugin=(u=e==null?void 0:e.materialsV0CompatPlugin)!=null?u:new Eo(t),this.springBonePlugin=(d=e==null?void 0:e.springBonePlugin)!=null?d:new ha(t,{colliderHelperRoot:h,jointHelperRoot:h}),this.nodeConstraintPlugin=(c=e==null?void 0:e.nodeConstraintPlugin)!=null?c:new qo(t,{helperRoot:h})}beforeRoot(){return Ce(this,null,function*(){yield this.materialsV0CompatPlugin.beforeRoot(),yield this.mtoonMaterialPlugin.beforeRoot()})}loadMesh(t){return Ce(this,null,function*(){return yield this.mtoonMaterialPlugin.loadMesh(t)})}getMaterialType(t){const e=this.mtoonMaterialPlugin.getMaterialType(t);return e??null}extendMaterialParams(t,e){return Ce(this,null,function*(){yield this.materialsHDREmissiveMultiplierPlugin.extendMaterialParams(t,e),yield this.mtoonMaterialPlugin.extendMaterialParams(t,e)})}afterRoot(t){return Ce(this,null,function*(){yield this.metaPlugin.afterRoot(t),yield this.humanoidPlugin.afterRoot(t),yield this.expressionPlugin.afterRoot(t),yield this.lookAtPlugin.afterRoot(t),yield this.firstPersonPlugin.afterRoot(t),yield this.springBonePlugin.afterRoot(t),yield this.nodeConstraintPlugin.afterRoot(t),yield this.mtoonMaterialPlugin.afterRoot(t);const e=t.userData.vrmMeta,n=t.userData.vrmHumanoid;if(e&&n){const i=new io({scene:t.scene,expressionManager:t.userData.vrmExpressionManager,firstPerson:t.userData.vrmFirstPerson,humanoid:n,lookAt:t.userData.vrmLookAt,meta:e,materials:t.userData.vrmMToonMaterials,springBoneManager:t.userData.vrmSpringBoneManager,nodeConstraintManager:t.userData.vrmNodeConstraintManager});t.userData.vrm=i}})}};function pa(t){const e=new Set;return t.traverse(n=>{if(!n.isMesh)return;const i=n;e.add(i)}),e}function ei(t,e,n){if(e.size===1){const o=e.values().next().value;if(o.weight===1)return t[o.index]}const i=new Float32Array(t[0].count*3);let r=0;if(n)r=1;else for(const o of e)r+=o.weight;for(const o of e){const l=t[o.index],a=o.weight/r;for(let u=0;u<l.count;u++)i[u*3+0]+=l.getX(u)*a,i[u*3+1]+=l.getY(u)*a,i[u*3+2]+=l.getZ(u)*a}return new O(i,3)}function ma(t){var e;const n=pa(t.scene),i=new Map,r=(e=t.expressionManager)==null?void 0:e.expressionMap;if(r!=null)for(const[s,o]of Object.entries(r)){const l=new Set;for(const a of o.binds)if(a instanceof Ge){if(a.weight!==0)for(const u of a.primitives){let d=i.get(u);d==null&&(d=new Map,i.set(u,d));let c=d.get(s);c==null&&(c=new Set,d.set(s,c)),c.add(a)}l.add(a)}for(const a of l)o.deleteBind(a)}for(const s of n){const o=i.get(s);if(o==null)continue;const l=s.geometry.morphAttributes;s.geometry.morphAttributes={};const a=s.geometry.clone();s.geometry=a;const u=a.morphTargetsRelative,d=l.position!=null,c=l.normal!=null,h={},f={},p=[];if(d||c){d&&(h.position=[]),c&&(h.normal=[]);let g=0;for(const[m,_]of o)d&&(h.position[g]=ei(l.position,_,u)),c&&(h.normal[g]=ei(l.normal,_,u)),r==null||r[m].addBind(new Ge({index:g,weight:1,primitives:[s]})),f[m]=g,p.push(0),g++}a.morphAttributes=h,s.morphTargetDictionary=f,s.morphTargetInfluences=p}}function ze(t,e,n){if(t.getComponent)return t.getComponent(e,n);{let i=t.array[e*t.itemSize+n];return t.normalized&&(i=N.denormalize(i,t.array)),i}}function Oi(t,e,n,i){t.setComponent?t.setComponent(e,n,i):(t.normalized&&(i=N.normalize(i,t.array)),t.array[e*t.itemSize+n]=i)}function ga(t){var e;const n=_a(t),i=new Set;for(const c of n)i.has(c.geometry)&&(c.geometry=ya(c.geometry)),i.add(c.geometry);const r=new Map;for(const c of i){const h=c.getAttribute("skinIndex"),f=(e=r.get(h))!=null?e:new Map;r.set(h,f);const p=c.getAttribute("skinWeight"),g=va(h,p);f.set(p,g)}const s=new Map;for(const c of n){const h=Ma(c,r);s.set(c,h)}const o=[];for(const[c,h]of s){let f=!1;for(const p of o)if(xa(h,p.boneInverseMap)){f=!0,p.meshes.add(c);for(const[m,_]of h)p.boneInverseMap.set(m,_);break}f||o.push({boneInverseMap:h,meshes:new Set([c])})}const l=new Map,a=new dt,u=new dt,d=new dt;for(const c of o){const{boneInverseMap:h,meshes:f}=c,p=Array.from(h.keys()),g=Array.from(h.values()),m=new Ye(p,g),_=u.getOrCreate(m);for(const x of f){const A=x.geometry.getAttribute("skinIndex"),M=a.getOrCreate(A),T=x.skeleton.bones,y=T.map(b=>d.getOrCreate(b)).join(","),R=`${M};${_};${y}`;let E=l.get(R);E==null&&(E=A.clone(),Ta(E,T,p),l.set(R,E)),x.geometry.setAttribute("skinIndex",E)}for(const x of f)x.bind(m,new V)}}function _a(t){const e=new Set;return t.traverse(n=>{if(!n.isSkinnedMesh)return;const i=n;e.add(i)}),e}function va(t,e){const n=new Set;for(let i=0;i<t.count;i++)for(let r=0;r<t.itemSize;r++){const s=ze(t,i,r);ze(e,i,r)!==0&&n.add(s)}return n}function Ma(t,e){const n=new Map,i=t.skeleton,r=t.geometry,s=r.getAttribute("skinIndex"),o=r.getAttribute("skinWeight"),l=e.get(s),a=l==null?void 0:l.get(o);if(!a)throw new Error("Unreachable. attributeUsedIndexSetMap does not know the skin index attribute or the skin weight attribute.");for(const u of a)n.set(i.bones[u],i.boneInverses[u]);return n}function xa(t,e){for(const[n,i]of t.entries()){const r=e.get(n);if(r!=null&&!Aa(i,r))return!1}return!0}function Ta(t,e,n){const i=new Map;for(const s of e)i.set(s,i.size);const r=new Map;for(const[s,o]of n.entries()){const l=i.get(o);r.set(l,s)}for(let s=0;s<t.count;s++)for(let o=0;o<t.itemSize;o++){const l=ze(t,s,o),a=r.get(l);Oi(t,s,o,a)}t.needsUpdate=!0}function Aa(t,e,n){if(n=n||1e-4,t.elements.length!=e.elements.length)return!1;for(let i=0,r=t.elements.length;i<r;i++)if(Math.abs(t.elements[i]-e.elements[i])>n)return!1;return!0}var dt=class{constructor(){this._objectIndexMap=new Map,this._index=0}get(t){return this._objectIndexMap.get(t)}getOrCreate(t){let e=this._objectIndexMap.get(t);return e==null&&(e=this._index,this._objectIndexMap.set(t,e),this._index++),e}};function ya(t){var e,n,i,r;const s=new X;s.name=t.name,s.setIndex(t.index);for(const[o,l]of Object.entries(t.attributes))s.setAttribute(o,l);for(const[o,l]of Object.entries(t.morphAttributes)){const a=o;s.morphAttributes[a]=l.concat()}s.morphTargetsRelative=t.morphTargetsRelative,s.groups=[];for(const o of t.groups)s.addGroup(o.start,o.count,o.materialIndex);return s.boundingSphere=(n=(e=t.boundingSphere)==null?void 0:e.clone())!=null?n:null,s.boundingBox=(r=(i=t.boundingBox)==null?void 0:i.clone())!=null?r:null,s.drawRange.start=t.drawRange.start,s.drawRange.count=t.drawRange.count,s.userData=t.userData,s}function ti(t){if(Object.values(t).forEach(e=>{e!=null&&e.isTexture&&e.dispose()}),t.isShaderMaterial){const e=t.uniforms;e&&Object.values(e).forEach(n=>{const i=n.value;i!=null&&i.isTexture&&i.dispose()})}t.dispose()}function Ra(t){const e=t.geometry;e&&e.dispose();const n=t.skeleton;n&&n.dispose();const i=t.material;i&&(Array.isArray(i)?i.forEach(r=>ti(r)):i&&ti(i))}function wa(t){t.traverse(Ra)}function Ea(t,e){var n,i;console.warn("VRMUtils.removeUnnecessaryJoints: removeUnnecessaryJoints is deprecated. Use combineSkeletons instead. combineSkeletons contributes more to the performance improvement. This function will be removed in the next major version.");const r=(n=e==null?void 0:e.experimentalSameBoneCounts)!=null?n:!1,s=[];t.traverse(a=>{a.type==="SkinnedMesh"&&s.push(a)});const o=new Map;let l=0;for(const a of s){const d=a.geometry.getAttribute("skinIndex");if(o.has(d))continue;const c=new Map,h=new Map;for(let f=0;f<d.count;f++)for(let p=0;p<d.itemSize;p++){const g=ze(d,f,p);let m=c.get(g);m==null&&(m=c.size,c.set(g,m),h.set(m,g)),Oi(d,f,p,m)}d.needsUpdate=!0,o.set(d,h),l=Math.max(l,c.size)}for(const a of s){const d=a.geometry.getAttribute("skinIndex"),c=o.get(d),h=[],f=[],p=r?l:c.size;for(let m=0;m<p;m++){const _=(i=c.get(m))!=null?i:0;h.push(a.skeleton.bones[_]),f.push(a.skeleton.boneInverses[_])}const g=new Ye(h,f);a.bind(g,new V)}}function Sa(t,e){const n=t.position.count,i=new Array(n);let r=0;const s=e.array;for(let o=0;o<s.length;o++){const l=s[o];i[l]||(i[l]=!0,r++)}return{isVertexUsed:i,vertexCount:n,verticesUsed:r}}function La(t){const e=[],n=[];let i=0;for(let r=0;r<t.length;r++)if(t[r]){const s=i++;e[r]=s,n[s]=r}return{originalIndexNewIndexMap:e,newIndexOriginalIndexMap:n}}function Pa(t,e){var n,i,r,s;e.name=t.name,e.morphTargetsRelative=t.morphTargetsRelative,t.groups.forEach(o=>{e.addGroup(o.start,o.count,o.materialIndex)}),e.boundingBox=(i=(n=t.boundingBox)==null?void 0:n.clone())!=null?i:null,e.boundingSphere=(s=(r=t.boundingSphere)==null?void 0:r.clone())!=null?s:null,e.setDrawRange(t.drawRange.start,t.drawRange.count),e.userData=t.userData}function ba(t,e,n){const i=e.array,r=new i.constructor(i.length);for(let s=0;s<i.length;s++){const o=i[s];r[s]=n[o]}t.setIndex(new O(r,e.itemSize,e.normalized))}function Xe(t,e,n){const i=t.constructor,r=new i(e.length*n);let s=!0;for(let o=0;o<e.length;o++){const a=e[o]*n,u=o*n;for(let d=0;d<n;d++){const c=t[a+d];r[u+d]=c,s=s&&c===0}}return[r,s]}function Ia(t){var e;const n=new Map,i=[];for(const[r,s]of Object.entries(t))if(s.isInterleavedBufferAttribute){const o=s,l=o.data,a=(e=n.get(l))!=null?e:[];n.set(l,a),a.push([r,o])}else{const o=s;i.push([r,o])}return[n,i]}function Na(t,e,n){const[i,r]=Ia(e);for(const[s,o]of i){const l=s.array,{stride:a}=s,[u]=Xe(l,n,a),d=new wt(u,a);d.setUsage(s.usage);for(const[c,h]of o){const{itemSize:f,offset:p,normalized:g}=h,m=new Et(d,f,p,g);t.setAttribute(c,m)}}for(const[s,o]of r){const l=o.array,{itemSize:a,normalized:u}=o,[d]=Xe(l,n,a);t.setAttribute(s,new O(d,a,u))}}function Oa(t){var e;const n=new Map,i=[];for(const[r,s]of Object.entries(t)){const o=r;for(let l=0;l<s.length;l++){const a=s[l];if(a.isInterleavedBufferAttribute){const u=a,d=u.data,c=(e=n.get(d))!=null?e:[];n.set(d,c),c.push([o,l,u])}else{const u=a;i.push([o,l,u])}}}return[n,i]}function Ca(t,e,n){var i,r;let s=!0;const[o,l]=Oa(e),a={};for(const[u,d]of o){const c=u.array,{stride:h}=u,[f,p]=Xe(c,n,h);s=s&&p;const g=new wt(f,h);g.setUsage(u.usage);for(const[m,_,x]of d){const{itemSize:A,offset:M,normalized:T}=x,y=new Et(g,A,M,T);(i=a[m])!=null||(a[m]=[]),a[m][_]=y}}for(const[u,d,c]of l){const h=c,f=h.array,{itemSize:p,normalized:g}=h,[m,_]=Xe(f,n,p);s=s&&_,(r=a[u])!=null||(a[u]=[]),a[u][d]=new O(m,p,g)}t.morphAttributes=s?{}:a}function Ua(t){const e=new Map;t.traverse(n=>{if(!n.isMesh)return;const i=n,r=i.geometry,s=r.index;if(s==null)return;const o=e.get(r);if(o!=null){i.geometry=o;return}const{isVertexUsed:l,vertexCount:a,verticesUsed:u}=Sa(r.attributes,s);if(u===a)return;const{originalIndexNewIndexMap:d,newIndexOriginalIndexMap:c}=La(l),h=new X;Pa(r,h),e.set(r,h),ba(h,s,d),Na(h,r.attributes,c),Ca(h,r.morphAttributes,c),i.geometry=h}),Array.from(e.keys()).forEach(n=>{n.dispose()})}function Da(t){var e;((e=t.meta)==null?void 0:e.metaVersion)==="0"&&(t.scene.rotation.y=Math.PI)}var le=class{constructor(){}};le.combineMorphs=ma;le.combineSkeletons=ga;le.deepDispose=wa;le.removeUnnecessaryJoints=Ea;le.removeUnnecessaryVertices=Ua;le.rotateVRM0=Da;async function ka(t){const e=new jr;e.register(r=>new fa(r));const i=(await e.parseAsync(await t.arrayBuffer(),"")).userData.vrm;if(!i)throw new Error("not a VRM");return le.rotateVRM0(i),i}function Wa(t,e,n){const i=t.expressionManager;for(const[r,s]of[...Object.entries(e),...Object.entries(n)]){const o=[r,r[0].toUpperCase()+r.slice(1)].find(l=>i==null?void 0:i.getExpression(l));o&&(i==null||i.setValue(o,s))}}function Ga(t){const e=t.humanoid.getRawBoneNode("head");return e?e.getWorldPosition(new v):new v(0,1.4,0)}export{Ga as headOf,ka as loadVrm,Wa as showOn};
/*!
 * @pixiv/three-vrm v3.5.5
 * VRM file loader for three.js.
 *
 * Copyright (c) 2019-2026 pixiv Inc.
 * @pixiv/three-vrm is distributed under MIT License
 * https://github.com/pixiv/three-vrm/blob/release/LICENSE
 */
/*!
 * @pixiv/three-vrm-core v3.5.5
 * The implementation of core features of VRM, for @pixiv/three-vrm
 *
 * Copyright (c) 2019-2026 pixiv Inc.
 * @pixiv/three-vrm-core is distributed under MIT License
 * https://github.com/pixiv/three-vrm/blob/release/LICENSE
 */
/*!
 * @pixiv/three-vrm-materials-mtoon v3.5.5
 * MToon (toon material) module for @pixiv/three-vrm
 *
 * Copyright (c) 2019-2026 pixiv Inc.
 * @pixiv/three-vrm-materials-mtoon is distributed under MIT License
 * https://github.com/pixiv/three-vrm/blob/release/LICENSE
 */
/*!
 * @pixiv/three-vrm-materials-hdr-emissive-multiplier v3.5.5
 * Support VRMC_hdr_emissiveMultiplier for @pixiv/three-vrm
 *
 * Copyright (c) 2019-2026 pixiv Inc.
 * @pixiv/three-vrm-materials-hdr-emissive-multiplier is distributed under MIT License
 * https://github.com/pixiv/three-vrm/blob/release/LICENSE
 */
/*!
 * @pixiv/three-vrm-materials-v0compat v3.5.5
 * VRM0.0 materials compatibility layer plugin for @pixiv/three-vrm
 *
 * Copyright (c) 2019-2026 pixiv Inc.
 * @pixiv/three-vrm-materials-v0compat is distributed under MIT License
 * https://github.com/pixiv/three-vrm/blob/release/LICENSE
 */
/*!
 * @pixiv/three-vrm-node-constraint v3.5.5
 * Node constraint module for @pixiv/three-vrm
 *
 * Copyright (c) 2019-2026 pixiv Inc.
 * @pixiv/three-vrm-node-constraint is distributed under MIT License
 * https://github.com/pixiv/three-vrm/blob/release/LICENSE
 */
/*!
 * @pixiv/three-vrm-springbone v3.5.5
 * Spring bone module for @pixiv/three-vrm
 *
 * Copyright (c) 2019-2026 pixiv Inc.
 * @pixiv/three-vrm-springbone is distributed under MIT License
 * https://github.com/pixiv/three-vrm/blob/release/LICENSE
 */
