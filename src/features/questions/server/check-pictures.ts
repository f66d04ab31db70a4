import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileTypeFromBuffer } from 'file-type'

const sizeAtMost = 500 * 1024
/** What a drawing may not hold: programs, other pages, anything from elsewhere. */
const harmful =
  /<\s*(?:script|foreignObject|iframe|embed|object|audio|video|handler|use[^>]*href\s*=\s*["'](?!#))|<!(?:DOCTYPE|ENTITY)|\son\w+\s*=|(?:href|src)\s*=\s*["']\s*(?!#|data:image\/(?:png|jpeg|webp);base64,)|javascript:|@import|url\(\s*["']?(?!#)/i

/** What is wrong with the picture of a question, or null. */
export async function findPictureFault(folder: string, file: string): Promise<string | null> {
  const bytes = await readFile(path.join(folder, 'questions/pictures', file)).catch(() => null)
  if (!bytes) return `找不到图片 questions/pictures/${file}`
  if (bytes.length > sizeAtMost) return `图片 ${file} 超过 500 KB`
  if (file.endsWith('.svg')) {
    const text = bytes.toString('utf8')
    if (!/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(text))
      return `图片 ${file} 不是 SVG`
    return harmful.test(text) ? `图片 ${file} 含有脚本或外部内容` : null
  }
  const kind = await fileTypeFromBuffer(bytes)
  return kind?.ext === path.extname(file).slice(1) ? null : `图片 ${file} 的内容与扩展名不符`
}
