import { defineConfig } from "vite";

export default defineConfig({
  build: {
    outDir: "../../der_server/wire/monitor",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        entryFileNames: "assets/[name].js",
        chunkFileNames: "assets/[name].js",
        assetFileNames: "assets/[name][extname]",
      },
    },
  },
  worker: { rollupOptions: { output: { entryFileNames: "assets/[name].js" } } },
  esbuild: { legalComments: "eof" },
});
