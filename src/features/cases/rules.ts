import type { FieldError } from '../../platform/shared/problem.ts'
import type { CampaignDefinition } from '../campaign/definition.ts'
import { counterKeys } from '../campaign/recording.ts'
import type { CaseContent } from './contract.ts'

type Definition = Pick<CampaignDefinition, 'recording' | 'startsOn' | 'endsOn'>

/** What is wrong with a case, in sentences. `today` is the local date. A doubtful legal basis is no error here. */
export function findCaseErrors(content: CaseContent, definition: Definition, today: string): FieldError[] {
  const errors: FieldError[] = []
  const say = (path: string, message: string) => errors.push({ path: `content.${path}`, message })
  const { cases } = definition.recording
  if (!cases) say('title', '本次活动不收集典型案例。')
  if (content.flags.some((flag) => !cases?.flags.some((one) => one.value === flag)))
    say('flags', '请从列表中选择。')
  if (content.decidedOn !== null && content.decidedOn > today) say('decidedOn', '这一天还没有到。')
  if (content.outlet !== null && content.exposedOn === null) say('exposedOn', '请填写曝光日期。')
  if (content.outlet === null && content.exposedOn !== null) say('outlet', '请写在哪家媒体曝光。')
  if (content.exposedOn !== null) {
    if (content.exposedOn < definition.startsOn || content.exposedOn > definition.endsOn)
      say('exposedOn', `曝光日期须在 ${sayDay(definition.startsOn)}至${sayDay(definition.endsOn)}之间。`)
    else if (content.exposedOn > today) say('exposedOn', '这一天还没有到，曝光后再填。')
  }
  if (content.decidedOn === null && content.exposedOn === null && content.clipping === null)
    say('decidedOn', '处罚决定日期和曝光情况至少填一项。')
  return errors
}

function sayDay(date: string): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`
}

/** What a case counts as. Both official figures are of cases made public: before that it counts nowhere. */
export function listCountedAs(one: { flags: string[]; exposed: boolean }): string[] {
  return one.exposed ? [counterKeys.case(), ...one.flags.map(counterKeys.caseFlag)] : []
}

/** A name that reads like a real enterprise's: 「某」 is missing from it. Only asked about, never refused. */
export function findRealName(text: string): string | null {
  const names = text.matchAll(
    /[\p{Script=Han}()（）A-Za-z0-9]{2,30}?(?:有限公司|有限责任公司|股份公司|集团公司|合作社|加油站|经营部)/gu,
  )
  for (const [name] of names) if (!/[某ⅩX×]|该(公司|企业|单位)/.test(name)) return name.slice(-20)
  return null
}
