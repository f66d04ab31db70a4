import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileTypeFromBuffer } from 'file-type'

const sizeAtMost = 500 * 1024
/** What a drawing may not hold: programs, other pages, anything from elsewhere. */
const harmful =
  /<\s*(?:script|foreignObject|iframe|embed|object|audio|video|handler|use[^>]*href\s*=\s*["'](?!#))|<!(?:DOCTYPE|ENTITY)|\son\w+\s*=|(?:href|src)\s*=\s*["']\s*(?!#|data:image\/(?:png|jpeg|webp);base64,)|javascript:|@import|url\(\s*["']?(?!#)/i

const mediaTypes: Record<string, string> = {
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
  if (bytes.length > sizeAtMost) return { fault: `图片 ${file} 超过 500 KB` }
  const extension = path.extname(file).slice(1)
  if (extension === 'svg') {
    const text = bytes.toString('utf8')
    if (!/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(text))
      return { fault: `图片 ${file} 不是 SVG` }
    if (harmful.test(text)) return { fault: `图片 ${file} 含有脚本或外部内容` }
  } else if ((await fileTypeFromBuffer(bytes))?.ext !== extension)
    return { fault: `图片 ${file} 的内容与扩展名不符` }
  return { file, mediaType: mediaTypes[extension]!, bytes }
}
