import path from 'node:path'
import { Command } from 'commander'
import { type ImportedLaw, importLaws } from '../features/laws/server/import-laws.ts'
import { readLawTexts } from '../features/laws/server/read-law-texts.ts'
import { inTransaction } from '../platform/server/database.ts'
import { commandContext, print, withServices } from './with-services.ts'

const states: Record<ImportedLaw['state'], string> = { added: '新增', replaced: '更新', same: '相同，未改' }

export function lawsCommand(): Command {
  const command = new Command('laws').description('法规文本')
  command
    .command('import <dir>')
    .description('载入法规文本（文件名如“安全生产法(2021-06-10).md”）；可反复执行，新旧版本并存')
    .option('--json', '以 JSON 输出')
    .action(async (dir: string, options: { json?: boolean }) => {
      const texts = await readLawTexts(path.resolve(dir))
      const done = await withServices((services) =>
        inTransaction(services.pool, (db) => importLaws(db, commandContext(services, 'laws import'), texts)),
      )
      print(
        options.json,
        done,
        done.map((one) => `${states[one.state]}：${one.name}（${one.version}）${one.articles} 条`),
      )
    })
  return command
}
