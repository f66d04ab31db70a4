import { Command } from 'commander'
import {
  checkDefinition,
  minutesInBusiestWeek,
  minutesPerWeek,
} from '../features/campaign/check-definition.ts'
import type { CampaignDefinition } from '../features/campaign/definition.ts'
import { checkVerification } from '../features/participants/check-verification.ts'
import { adoptCampaign } from '../features/ledger/server/adopt-campaign.ts'
import { planCampaign } from '../features/campaign/server/plan-campaign.ts'
import {
  InvalidDefinition,
  readDefinition,
  sayDefinitionError,
} from '../features/campaign/server/read-definition.ts'
import { adoptBanks } from '../features/questions/server/adopt-banks.ts'
import { readConfig } from '../platform/server/config.ts'
import { inTransaction } from '../platform/server/database.ts'
import { createSms } from '../platform/server/sms.ts'
import { commandContext, print, withServices } from './with-services.ts'

interface Options {
  json?: boolean
}

export function campaignCommand(): Command {
  const command = new Command('campaign').description('检查、预演、载入活动定义（一个文件夹）')
  command
    .command('check <dir>')
    .description('检查文件夹：格式、引用、有无重复要求，并算出每周要占用一个单位多少分钟')
    .option('--json', '以 JSON 输出')
    .action(async (dir: string, options: Options) => {
      const checked = await check(dir)
      print(options.json, checked.report, checked.lines)
      if (!checked.report.passed) process.exitCode = 1
    })
  command
    .command('plan <dir>')
    .description('说明载入后会改变什么，什么也不改')
    .option('--json', '以 JSON 输出')
    .action(async (dir: string, options: Options) => {
      const definition = await readChecked(dir)
      const plan = await withServices((services) => planCampaign(services.pool.db, definition))
      print(
        options.json,
        { digest: plan.digest, unchanged: plan.unchanged, changes: plan.lines },
        sayPlan(plan.lines),
      )
    })
  command
    .command('load <dir>')
    .description('载入活动定义；已报送的内容绝不丢弃')
    .option('--json', '以 JSON 输出')
    .action(async (dir: string, options: Options) => {
      const definition = await readChecked(dir)
      const plan = await withServices((services) =>
        inTransaction(services.pool, async (db) => {
          const context = commandContext(services, 'campaign load')
          const adopted = await adoptCampaign(db, context, definition)
          await adoptBanks(db, context, definition.key, dir)
          return adopted
        }),
      )
      print(options.json, { digest: plan.digest, unchanged: plan.unchanged, changes: plan.lines }, [
        ...sayPlan(plan.lines),
        ...(plan.unchanged ? [] : ['已载入。']),
      ])
    })
  return command
}

function sayPlan(lines: string[]): string[] {
  return lines.length === 0 ? ['与现有定义相同，没有改变。'] : lines
}

async function readChecked(dir: string): Promise<CampaignDefinition> {
  const definition = await readDefinition(dir)
  const findings = checkHere(definition)
  if (findings.length > 0) throw new Error(findings.map((one) => `${one.where}：${one.message}`).join('\n'))
  return definition
}

/** The definition by itself, and whether this deployment can do what it asks for. */
function checkHere(definition: CampaignDefinition) {
  const hasSms = createSms(readConfig(process.env)) !== null
  return [...checkDefinition(definition), ...checkVerification(definition, { hasSms })]
}

async function check(dir: string) {
  let definition: CampaignDefinition
  try {
    definition = await readDefinition(dir)
  } catch (error) {
    if (!(error instanceof InvalidDefinition)) throw error
    return {
      report: { passed: false, errors: error.errors, findings: [] },
      lines: [...error.errors.map(sayDefinitionError), `不通过：${error.errors.length} 处格式错误`],
    }
  }
  const findings = checkHere(definition)
  const busiest = minutesInBusiestWeek(definition)
  const report = {
    passed: findings.length === 0,
    errors: [],
    findings,
    units: definition.units.length,
    tasks: definition.tasks.length,
    indicators: definition.indicators.length,
    minutesPerWeek: minutesPerWeek(definition),
    busiestWeek: busiest,
  }
  return {
    report,
    lines: [
      ...findings.map((one) => `${one.where}：${one.message}`),
      `${definition.title}：${report.units} 个单位，${report.tasks} 项任务，${report.indicators} 个指标`,
      `对一个单位的要求：有报送的周平均 ${report.minutesPerWeek} 分钟，最多的一周（${busiest.week} 起）${busiest.minutes} 分钟`,
      report.passed ? '通过' : `不通过：${findings.length} 处`,
    ],
  }
}
