import path from 'node:path'
import { Command } from 'commander'
import { makeBackup, restoreBackup } from '../platform/server/backup.ts'
import { print, withServices } from './with-services.ts'

interface Options {
  json?: boolean
}

export function backupCommand(): Command {
  return new Command('backup')
    .argument('<dir>', '备份文件夹（可反复使用，文件只复制新的）')
    .description('备份数据库和文件，服务不必停')
    .option('--json', '以 JSON 输出')
    .action(async (dir: string, options: Options) => {
      const manifest = await withServices((services) => makeBackup(services, path.resolve(dir)))
      print(options.json, manifest, [sayManifest('已备份', manifest)])
    })
}

export function restoreCommand(): Command {
  return new Command('restore')
    .argument('<dir>', '备份文件夹')
    .description('恢复到空的数据目录或数据库；核对每张表的摘要，不符则什么也不恢复')
    .option('--json', '以 JSON 输出')
    .action(async (dir: string, options: Options) => {
      const manifest = await withServices((services) => restoreBackup(services, path.resolve(dir)))
      print(options.json, manifest, [sayManifest('已恢复', manifest)])
    })
}

function sayManifest(
  verb: string,
  manifest: { tables: Record<string, { rows: number }>; files: number },
): string {
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0)
  return `${verb}：${Object.keys(manifest.tables).length} 张表，${rows} 行，${manifest.files} 个文件`
}
