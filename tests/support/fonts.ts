import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'

const fonts = path.dirname(
  createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'),
)

/**
 * A fontconfig file that gives any Chromium on Linux a Chinese system font, so that text has its real width on a
 * machine without fonts. The cache is its own: the machine's is not touched.
 */
export function writeFontConfig(): { file: string; remove: () => void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'anyue-fonts-'))
  const file = path.join(folder, 'fonts.conf')
  const prefer = (family: string) =>
    `<alias binding="strong"><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...['400Regular', '700Bold'].map((weight) => `<dir>${escape(path.join(fonts, weight))}</dir>`),
    // Signs that the Chinese font lacks, where the machine has any.
    '<dir>/usr/share/fonts</dir>',
    `<cachedir>${escape(path.join(folder, 'cache'))}</cachedir>`,
    ...['sans-serif', 'serif', 'system-ui'].map(prefer),
    '</fontconfig>',
  ]
  writeFileSync(file, lines.join('\n'))
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
