import { createRequire } from 'node:module'
import path from 'node:path'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'

const compilers = new Map<string, NodeCompiler>()

/**
 * Typesets a typst template. `data` reaches it as JSON in `sys.inputs.data`, never as source, so that no
 * text of a report can become markup. `fontDir`: the operator's own fonts, used first.
 */
export function writePdf(template: string, data: unknown, fontDir: string | undefined, at: Date): Buffer {
  return typeset(template, data, fontDir, (compiler, document) =>
    compiler.pdf(document, { creationTimestamp: Math.floor(at.getTime() / 1000) }),
  )
}

/** The same as a picture; letters are paths, so that no font is needed to show it. */
export function writeSvg(template: string, data: unknown, fontDir: string | undefined): string {
  return typeset(template, data, fontDir, (compiler, document) => compiler.plainSvg(document))
}

function typeset<T>(
  template: string,
  data: unknown,
  fontDir: string | undefined,
  draw: (compiler: NodeCompiler, document: NodeTypstDocument) => T,
): T {
  const compiler = compilerFor(fontDir)
  const compiled = compiler.compile({ mainFileContent: template, inputs: { data: JSON.stringify(data) } })
  const document = compiled.result
  if (!document) {
    const diagnostics = compiled.takeDiagnostics()
    throw new Error(
      `typst: ${JSON.stringify(diagnostics ? compiler.fetchDiagnostics(diagnostics) : 'no document')}`,
    )
  }
  const drawn = draw(compiler, document)
  compiler.evictCache(10)
  return drawn
}

/** Reading the fonts costs the most, so the compiler is kept. */
function compilerFor(fontDir: string | undefined): NodeCompiler {
  const known = compilers.get(fontDir ?? '')
  if (known) return known
  const fonts = path.dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'),
  )
  const compiler = NodeCompiler.create({
    fontArgs: [
      {
        fontPaths: [
          ...(fontDir ? [fontDir] : []),
          path.join(fonts, '400Regular'),
          path.join(fonts, '700Bold'),
        ],
      },
    ],
  })
  compilers.set(fontDir ?? '', compiler)
  return compiler
}
