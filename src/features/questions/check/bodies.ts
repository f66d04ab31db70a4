import { toPlain } from './plain-text.ts'

/**
 * Organs, levels of government and organisations that a question may name. One name for what is written in several
 * ways; the same patterns read questions and laws. Longer names stand before the shorter ones they contain.
 */
const known: [name: string, pattern: string][] = [
  ['省级以上', '省级以上'],
  ['设区的市级以上', '(?:设区的)?市级以上'],
  ['县级以上', '县级以上'],
  ['乡级以上', '乡级以上'],
  ['省级', '省级|省、自治区、直辖市|(?<![某该本])省(?=(?:人民)?政府)'],
  ['设区的市级', '设区的市级?|(?<!县、)市级|(?<![某该本])市(?=(?:人民)?政府)'],
  ['县级', '县级|(?<![某该本])县(?=(?:人民)?政府)'],
  ['乡镇', '乡级|乡、?镇(?!企业)|(?<![某该本])镇(?=(?:人民)?政府)'],
  ['各级', '各级(?=地方|人民|政府|党)'],
  ['上一级', '上一级(?=地方|人民|政府|主管|机关|应急|公安)'],
  ['全国人民代表大会常务委员会', '全国人民代表大会常务委员会|全国人大常委会'],
  ['人民代表大会', '人民代表大会|人大(?!常)'],
  ['国务院', '国务院'],
  ['人民政府', '(?:人民)?政府'],
  ['街道办事处', '街道办事处|街道办'],
  ['村民委员会', '村民委员会|村委会'],
  ['居民委员会', '居民委员会|居委会'],
  ['人民法院', '(?:人民)?法院'],
  ['检察院', '(?:人民)?检察院|检察机关'],
  ['监察机关', '监察机关|监察委员会|监委'],
  ['司法机关', '司法机关'],
  ['公安机关交通管理部门', '公安机关交通管理部门|公安交管部门|交警部门|交管部门'],
  ['公安派出所', '派出所'],
  ['公安机关消防机构', '公安机关消防机构'],
  ['公安机关', '公安(?:机关|部门|局)'],
  ['消防救援机构', '消防救援(?:机构|局|部门|支队|大队)|消防部门|消防机构'],
  ['国家综合性消防救援队', '(?:国家)?综合性消防救援队伍?'],
  ['专职消防队', '专职消防队'],
  ['志愿消防队', '志愿消防队'],
  ['负有安全生产监督管理职责的部门', '负有安全生产(?:监督管理|监管)职责的(?:有关)?部门'],
  ['安全生产监督管理部门', '安全生产(?:监督管理|监管)部门|安全监管部门|安监部门'],
  ['应急管理部门', '应急管理(?:部门|局|厅)|应急局'],
  ['负责特种设备安全监督管理的部门', '(?:负责)?特种设备安全(?:监督管理|监管)的?部门'],
  ['市场监督管理部门', '市场(?:监督管理|监管)(?:部门|局)'],
  ['矿山安全监察机构', '矿山安全监察(?:机构|局)'],
  ['煤矿安全监察机构', '煤矿安全监察(?:机构|局)'],
  ['职工代表大会', '职工(?:代表)?大会|职代会'],
  ['救护队', '救护队'],
  ['应急救援队伍', '应急救援队伍?'],
  ['工会', '工会'],
  ['保险机构', '保险(?:公司|机构)'],
  ['行业协会', '行业协会'],
  ['事故调查组', '事故调查组'],
  ['防汛指挥部', '防汛(?:抗旱)?指挥(?:部|机构)'],
]
/** What departments are for; each makes a body with 「部门」, 「主管部门」, 「行政管理部门」 or 「局」 after it. */
const subjects =
  '燃气管理|林业|交通运输|住房(?:和)?城乡建设|城乡建设|建设|环境保护|生态环境|工商|港口|铁路|民用航空|民航|海事|财政|水利|水行政|水务|卫生健康|卫生监督|卫生|网信|价格|工业和信息化|电力|能源|煤炭|气象|民政|邮政|农业农村|农业|商务|教育|自然资源|国土资源|人力资源和?社会保障|人力资源|劳动保障|劳动|医疗保障|质量技术监督|质量监督检验检疫|质量监督|城乡规划|规划|发展改革|审计|统计|海关|通信|文化和?旅游|体育|司法|城市管理|税务|国有资产|公安|应急管理|消防救援|监察|标准化|投资|档案|电信|个人信息保护'
    .split('|')
    .sort((a, b) => b.length - a.length)
const suffix = '主管部门|行政部门|部门|机关|机构|委员会|协会|办事处|指挥部|联合会'
const ofSubjects = subjects.map((subject): [string, string] => [
  `${subject.replaceAll(/\(\?:|\)\?|\)/g, '').replace('和?', '')}部门`,
  `${subject}(?:行政|管理|监督)*(?:主管)?(?:部门|机关|局(?![限部面势]))`,
])
const patterns = [...known, ...ofSubjects].map(([name, pattern]) => ({
  name,
  pattern: new RegExp(pattern, 'y'),
}))
const enumerated = new RegExp(`((?:[一-龥]{2,12}[、和])+[一-龥]{2,12}?)(?:${suffix})`, 'g')

const otherBody = new RegExp(`[一-龥]*?(?:${suffix})`, 'g')
/** Where a name begins: what stands before it is the sentence around. */
const lead =
  /^.*(?:人民政府|国务院|应当|可以|有权|不得|必须|由|向|报告|以及|与|或者|对|在|到|的|是|为|把|给|如实|接受|配合|告知|通知|协助|组织|依法|设置|设立|建立|配备|各级|以上|地方|本级|同级|所在地|当地|上级|其他|本|该|某|这个|哪个|哪些|什么|申请|责令|没有|未|属于|会同|授权|委托|依照|根据|不是|有资质|明确|确定|等|和|及|经(?!营|济)|报(?!告|社)|这些|那些|参加|拒绝|一家|一个|两个|设|借|罚|请|找|去|替|送|受|让)/
/** Parts of a company, and words that name nobody in particular. */
const unnamed =
  /^(?:有关|相关|主管|其他有关|职能|行政|管理|监管|监督|监督管理|执法|检查|审批|验收|处罚|政府|安全|生产|技术|人事|财务|采购|设备|业务|工程|法定|专业|两个|多个|几个|一个|任何|企业|单位|公司|内部|单位内部|企业内部|用人|各|其|等)?(?:主管部门|行政部门|部门|机构|机关)$/

/** A body that a text names. One that is not on the list is looked for as it is written (`needle`). */
export interface Body {
  name: string
  needle: RegExp | null
}

/** Bodies of a question, each once. */
export function readBodies(text: string): Body[] {
  const plain = toPlain(text)
  const { names, rest } = takeKnown(plain)
  names.push(...readEnumerated(plain))
  const others = [...rest.matchAll(otherBody)]
    .map(([run]) => run.replace(lead, ''))
    .filter((name) => !unnamed.test(name))
    .map((name): Body => {
      const [end] = new RegExp(`(?:${suffix})$`).exec(name)!
      return { name, needle: toNeedle(name.slice(0, -end.length).replaceAll('相关', '有关'), end) }
    })
  return [
    ...new Map(
      [...names.map((name) => ({ name, needle: null })), ...others].map((one) => [one.name, one]),
    ).values(),
  ]
}

/** 「林业、建设主管部门」 names also the first of the two. */
function readEnumerated(plain: string): string[] {
  return [...plain.matchAll(enumerated)].flatMap(([, list]) =>
    list!
      .split('、')
      .slice(0, -1)
      .map((part) => part.replace(lead, ''))
      .flatMap((part) => ofSubjects.filter(([name]) => name === `${part}部门`).map(([name]) => name)),
  )
}

/** Whether an article names the body; the general name stands in the particular one, and 「公安、建设部门」 are two. */
export function namesBody(article: string, { name, needle }: Body): boolean {
  const plain = toPlain(article)
  if (needle) return needle.test(plain.replaceAll('相关', '有关'))
  const { pattern } = patterns.find((one) => one.name === name)!
  if (new RegExp(pattern.source).test(plain)) return true
  if (!name.endsWith('部门') && name !== '公安机关') return false
  const subject = name.replace(/(?:部门|机关)$/, '')
  return [...plain.matchAll(enumerated)].some(([, list]) => list!.includes(subject))
}

/** 「检测机构」 is also 「承担检测职责的机构」: the words in their order, near each other. */
function toNeedle(qualifier: string, end: string): RegExp {
  const words = qualifier.slice(-4).match(/.{1,2}(?=(?:.{2})*$)/g) ?? []
  return new RegExp([...words, end].join('[^,;。]{0,12}'))
}

function takeKnown(plain: string): { names: string[]; rest: string } {
  const names: string[] = []
  let rest = ''
  for (let at = 0; at < plain.length;) {
    const hit = patterns.find(({ pattern }) => {
      pattern.lastIndex = at
      return pattern.test(plain)
    })
    if (hit) names.push(hit.name)
    const length = hit ? hit.pattern.lastIndex - at : 1
    rest += hit ? '·' : plain[at]
    at += length
  }
  return { names, rest }
}
