import { Command } from 'commander'
import { findCampaignFolder } from '../features/campaign/server/find-folder.ts'
import { readLawTexts } from '../features/laws/server/read-law-texts.ts'
import { readLaws } from '../features/laws/server/read-laws.ts'
import { type BankReport, checkBanks } from '../features/questions/server/check-banks.ts'
import { projectRoot } from '../platform/server/project-root.ts'
import { print } from './with-services.ts'

interface Options {
  campaign?: string
  laws?: string
  json?: boolean
}

export function questionsCommand(): Command {
  const command = new Command('questions').description('题库')
  command
    .command('check')
    .description('核对题库：格式、代号、图片、相近的题；给出法规文本时，逐题核对条文里的数字和机构')
    .option('--campaign <dir>', '活动文件夹，默认 campaigns/ 下最新的一个')
    .option('--laws <dir>', '法规文本文件夹；不给则不核对条文')
    .option('--json', '以 JSON 输出')
    .action(async (options: Options) => {
      const folder = await findCampaignFolder(projectRoot, options.campaign)
      if (!folder) throw new Error('没有找到活动文件夹，请用 --campaign 指明。')
      const texts = options.laws ? await readLawTexts(options.laws) : null
      const report = await checkBanks(folder, await readLaws(), texts)
      if (report.questions === 0 && report.passed) throw new Error(`文件夹中没有题库：${folder}/questions`)
      print(options.json, report, sayReport(report, texts !== null))
      if (!report.passed) process.exitCode = 1
    })
  return command
}

function sayReport(report: BankReport, withTexts: boolean): string[] {
  const { failures, nearStems, notCheckable, unusedPictures } = report
  const keys = (list: string[]) => (list.length === 0 ? '' : `（${list.join('、')}）`)
  return [
    ...failures.map((one) => `${one.file}:${one.line} ${one.key ? `${one.key} ` : ''}${one.message}`),
    ...nearStems.map((one) => `相近：${one.keys.join(' 与 ')}（题干 ${Math.round(one.share * 100)}% 相同）`),
    ...(unusedPictures.length === 0 ? [] : [`没有用到的图片：${unusedPictures.join('、')}`]),
    `题目 ${report.questions} 道；${withTexts ? `对照条文核对 ${report.checked} 道，引用 ${report.articles} 条` : '没有给出法规文本，未核对条文'}`,
    `没有法条、无法对照的 ${notCheckable.length} 道${keys(notCheckable)}`,
    failures.length === 0 ? '通过' : `不通过：${failures.length} 处`,
  ]
}
