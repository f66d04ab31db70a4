import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The desk: built to `dist/web`, served by the server; in development the API is another process. */
export default defineConfig({
  plugins: [react()],
  publicDir: 'src/platform/web/public',
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2020',
    sourcemap: false,
    // Read and removed by scripts/build-worker.mjs.
    manifest: true,
    chunkSizeWarningLimit: 900,
    // Inlined data: URLs of scripts would be refused by the content security policy.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '^/(p|assets/public)(/|$)': { target: process.env.ANYUE_API ?? 'http://127.0.0.1:8080' },
      '/api/': { target: process.env.ANYUE_API ?? 'http://127.0.0.1:8080' },
    },
  },
})
