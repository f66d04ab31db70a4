/** A name that every file system takes: no separators, reserved or control characters, no dot or space at the ends. */
export function safeName(name: string, longest = 80): string {
  const clean = name
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/[\\/:*?"<>|]/g, '_')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  const short = [...clean].slice(0, longest).join('').trimEnd()
  return /^(con|prn|aux|nul|com\d|lpt\d)?$/i.test(short.split('.')[0]!) ? `_${short}` : short
}

/** Shortens the stem and keeps the extension. */
export function safeFileName(name: string): string {
  const dot = name.lastIndexOf('.')
  if (dot <= 0 || name.length - dot > 12) return safeName(name)
  return safeName(`${safeName(name.slice(0, dot), 70)}.${safeName(name.slice(dot + 1), 11)}`, 90)
}

/** Gives each path once: the second `a.jpg` becomes `a(2).jpg`; case is ignored as Windows does. */
export function createPathRegister(): (folder: string, fileName: string) => string {
  const taken = new Set<string>()
  return (folder, fileName) => {
    const dot = fileName.lastIndexOf('.')
    const [stem, extension] = dot > 0 ? [fileName.slice(0, dot), fileName.slice(dot)] : [fileName, '']
    for (let copy = 1; ; copy += 1) {
      const path = `${folder}/${copy === 1 ? fileName : `${stem}(${copy})${extension}`}`
      const key = path.toLowerCase()
      if (taken.has(key)) continue
      taken.add(key)
      return path
    }
  }
}
