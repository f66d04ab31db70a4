import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { drawFile, verifyDraw } from '../features/contests/server/verify-draw.ts'
import { print } from './with-services.ts'

export function contestCommand(): Command {
  const command = new Command('contest').description('线上答题')
  command
    .command('verify-draw <file>')
    .description('由公开的抽奖数据文件重算一遍（规则见 docs/draw.md），不需要数据库')
    .option('--json', '以 JSON 输出')
    .action(async (path: string, options: { json?: boolean }) => {
      const file = await readDrawFile(path)
      const checks = verifyDraw(file)
      const passed = checks.every((one) => one.passed)
      print(options.json, { title: file.title, entries: file.entries.length, checks, passed }, [
        `${file.title}：${file.entries.length} 人参加，中奖 ${file.winners.length} 名`,
        ...checks.map((one) => (one.passed ? `✔ ${one.name}` : `✕ 不成立：${one.name}`)),
        passed ? '一致' : '不一致',
      ])
      if (!passed) process.exitCode = 1
    })
  return command
}

async function readDrawFile(path: string) {
  try {
    return drawFile.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    throw new Error(`这不是抽奖数据文件，或文件已损坏：${path}`)
  }
}
