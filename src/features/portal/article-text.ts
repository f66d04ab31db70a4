/** Parts of an article in their order. `file` is its place among the article's files, from 1. */
export type ArticlePart = { kind: 'paragraph' | 'heading'; text: string } | { kind: 'file'; file: number }

/**
 * Blank lines part paragraphs, `# ` begins a heading, `[图1]` or `[视频]` alone on a line places a file. Files that are
 * not placed follow at the end, so that none is lost.
 */
export function readArticle(body: string, files: { kind: string }[]): ArticlePart[] {
  const placed = new Set<number>()
  const pictures = files.flatMap((file, index) => (file.kind === 'image' ? [index + 1] : []))
  const video = files.findIndex((file) => file.kind === 'video') + 1
  const place = (line: string): number | null => {
    const [, number] = /^\[图(\d{1,2})\]$/.exec(line) ?? []
    const file = number ? pictures[Number(number) - 1] : line === '[视频]' ? video : 0
    return file && !placed.has(file) ? file : null
  }
  const parts: ArticlePart[] = []
  let paragraph: string[] = []
  const endParagraph = () => {
    if (paragraph.length > 0) parts.push({ kind: 'paragraph', text: paragraph.join('\n') })
    paragraph = []
  }
  for (const line of body.split('\n').map((one) => one.trim())) {
    const file = place(line)
    if (file === null && line !== '' && !line.startsWith('# ')) {
      paragraph.push(line)
      continue
    }
    endParagraph()
    if (file !== null) {
      placed.add(file)
      parts.push({ kind: 'file', file })
    } else if (line !== '') parts.push({ kind: 'heading', text: line.slice(2).trim() })
  }
  endParagraph()
  const rest = files.map((_, index) => index + 1).filter((file) => !placed.has(file))
  return [...parts, ...rest.map((file): ArticlePart => ({ kind: 'file', file }))]
}
