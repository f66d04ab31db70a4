import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { type LawText, readLawText } from '../law-text.ts'

/** Every text of a law in a folder. What is no law (a read-me) is left out; what cannot be opened throws. */
export async function readLawTexts(folder: string): Promise<LawText[]> {
  const names = await readdir(folder).catch(() => {
    throw new Error(`打不开法规文本文件夹：${folder}`)
  })
  const texts: LawText[] = []
  for (const name of names.filter((one) => one.endsWith('.md')).sort()) {
    const law = readLawText(name, await readFile(path.join(folder, name), 'utf8'))
    if (law) texts.push(law)
  }
  if (texts.length === 0)
    throw new Error(`文件夹中没有法规文本（文件名须如“安全生产法(2021-06-10).md”）：${folder}`)
  return texts
}
