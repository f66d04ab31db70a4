import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileTypeFromBuffer } from 'file-type'

const sizeAtMost = 500 * 1024
/** What a drawing may not hold: programs, other pages, anything from elsewhere. */
const harmful =
  /<\s*(?:script|foreignObject|iframe|embed|object|audio|video|handler|use[^>]*href\s*=\s*["'](?!#))|<!(?:DOCTYPE|ENTITY)|\son\w+\s*=|(?:href|src)\s*=\s*["']\s*(?!#|data:image\/(?:png|jpeg|webp);base64,)|javascript:|@import|url\(\s*["']?(?!#)/i

export const mediaTypes: Record<string, string> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
}

export interface ReadPicture {
  file: string
  mediaType: string
  bytes: Buffer
}

/** The picture of a question in a campaign's folder, or what is wrong with it. */
export async function readPicture(folder: string, file: string): Promise<ReadPicture | { fault: string }> {
  const bytes = await readFile(path.join(folder, 'questions/pictures', file)).catch(() => null)
  if (!bytes) return { fault: `找不到图片 questions/pictures/${file}` }
  const extension = path.extname(file).slice(1)
  const fault = await findPictureFault(bytes, extension)
  return fault ? { fault: `图片 ${file} ${fault}` } : { file, mediaType: mediaTypes[extension]!, bytes }
}

/** What is wrong with a picture whose name ends in `extension`: 「不是 SVG」. */
export async function findPictureFault(bytes: Buffer, extension: string): Promise<string | null> {
  if (bytes.length > sizeAtMost) return '超过 500 KB'
  if (extension !== 'svg')
    return (await fileTypeFromBuffer(bytes))?.ext === extension ? null : '的内容与扩展名不符'
  const text = bytes.toString('utf8')
  if (!isDrawing(text)) return '不是 SVG'
  return harmful.test(text) ? '含有脚本或外部内容' : null
}

export function isDrawing(text: string): boolean {
  return /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(text)
}
