import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './install-if-needed.mjs'

/**
 * Builds the citizens' pages: one style sheet, and a small script for each island
 * (`src/features/<x>/public/<name>.island.tsx`), with shared chunks. `watch` rebuilds in development.
 */
export async function buildPublicPages({ watch = false } = {}) {
  // Not at the top: this file is read before anything is installed.
  const { build, context } = await import('esbuild')
  const folder = path.join(root, 'dist/web/assets/public')
  const files = listPublicFiles()
  const sheet = files.filter((file) => file.endsWith('.css')).map((file) => `@import '${file}';`)
  const options = {
    absWorkingDir: root,
    entryPoints: [...files.filter((file) => file.endsWith('.island.tsx')), 'public.css'],
    outdir: folder,
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: ['es2019', 'chrome66'],
    metafile: true,
    logLevel: 'warning',
    plugins: [
      {
        name: 'public pages',
        setup(one) {
          one.onResolve({ filter: /^public\.css$/ }, () => ({ path: 'public.css', namespace: 'sheet' }))
          one.onLoad({ filter: /.*/, namespace: 'sheet' }, () => ({
            contents: sheet.join('\n'),
            loader: 'css',
            resolveDir: root,
          }))
          one.onEnd(({ metafile }) => metafile && writeList(metafile))
        },
      },
    ],
  }
  if (watch) await (await context(options)).watch()
  else await build(options)
}

/** The platform's style comes first, so that features can build on it. */
function listPublicFiles() {
  const features = path.join(root, 'src/features')
  const folders = [
    'src/platform/public',
    ...readdirSync(features).map((name) => `src/features/${name}/public`),
  ]
  return folders.flatMap((folder) => {
    const names = safeList(path.join(root, folder)).sort()
    return names.filter((name) => /\.css$|\.island\.tsx$/.test(name)).map((name) => `./${folder}/${name}`)
  })
}

function safeList(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Writes `dist/web/public-assets.json`, which `src/platform/server/public-assets.ts` reads. */
function writeList(metafile) {
  const address = (file) => `/${path.posix.relative('dist/web', file)}`
  const list = { css: '', islands: {} }
  for (const [file, output] of Object.entries(metafile.outputs)) {
    if (!output.entryPoint) continue
    if (file.endsWith('.css')) list.css = address(file)
    else {
      const name = path.basename(output.entryPoint).replace('.island.tsx', '')
      const imports = output.imports
        .filter((one) => one.kind === 'import-statement')
        .map((one) => address(one.path))
      list.islands[name] = { script: address(file), imports }
    }
  }
  writeFileSync(path.join(root, 'dist/web/public-assets.json'), JSON.stringify(list))
}
