import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { inventedBank, inventedLaw, writeInvented } from '../../../tests/support/invented-law.ts'
import { createProgram } from '../../commands/program.ts'
import { type LawText, readLawText } from '../laws/law-text.ts'
import { readBodies } from './check/bodies.ts'
import { readFigures, signOf } from './check/figures.ts'
import { checkBanks } from './server/check-banks.ts'

const law = readLawText('灯会安全条例(2030-01-01).md', inventedLaw)!
let folders: { laws: string; campaign: string }
beforeAll(async () => {
  folders = await writeInvented()
})
afterAll(() => rm(path.dirname(folders.campaign), { recursive: true }))

async function check(bank: string, texts: LawText[] = [law]) {
  await writeFile(path.join(folders.campaign, 'questions/lantern.yaml'), bank)
  return checkBanks(folders.campaign, [], texts)
}
const say = async (bank: string) => (await check(bank)).failures.map((one) => `${one.key} ${one.message}`)

describe('a text of a law', () => {
  it('is read by chapters and articles', () => {
    expect(law).toMatchObject({ name: '灯会安全条例', version: '2030-01-01' })
    expect(law.articles.map((one) => [one.label, one.chapter])).toEqual([
      ['第一条', '第一章 总则'],
      ['第二条', '第一章 总则'],
      ['第三条', '第二章 安全要求'],
      ['第四条', '第二章 安全要求'],
      ['第五条', '第二章 安全要求'],
      ['第五条之一', '第二章 安全要求'],
      ['第六条', '第三章 法律责任'],
    ])
    expect(law.articles[1]!.text.split('\n')).toHaveLength(2)
  })
  it('needs the date of its version in the name of its file', () => {
    expect(readLawText('灯会安全条例.md', inventedLaw)).toBe(null)
  })
})

test.each([
  ['处二万元以上五万元以下', ['20000元以上', '50000元以下']],
  ['2-5万元', ['20000元', '50000元']],
  ['三至五倍', ['3倍', '5倍']],
  ['百分之二十至百分之五十', ['20%', '50%']],
  ['１，０００元', ['1000元']],
  ['壹万元', ['10000元']],
  ['1.5亿元', ['150000000元']],
  ['每半年至少组织一次', ['1次', '0.5年']],
  ['十五天，二十四小时，7个工作日', ['15日', '24小时', '7工作日']],
  ['两名以上执法人员', ['2人以上']],
  ['拨打12350', ['12350']],
  ['一名班长在上一年的一次检查中第一时间发现', []],
  ['几十人，上一级，同一日，第三款，十分重要', []],
])('figures of 「%s」', (text, signs) => expect(readFigures(text).map(signOf)).toEqual(signs))

test.each([
  ['某县应急管理局报告县人民政府', ['应急管理部门', '县级', '人民政府']],
  ['由公安机关交通管理部门处理', ['公安机关交通管理部门']],
  ['立即拨打燃气管理部门电话', ['燃气管理部门']],
  ['设区的市级以上人民政府卫生行政部门', ['设区的市级以上', '人民政府', '卫生部门']],
  ['向法院起诉，听取工会意见', ['人民法院', '工会']],
  ['有关部门、企业的安全部门', []],
])('bodies of 「%s」', (text, names) => expect(readBodies(text).map(({ name }) => name)).toEqual(names))

describe('a bank whose every statement stands in its articles', () => {
  it('passes, and what cites no article is counted apart', async () => {
    expect(await check(inventedBank)).toEqual({
      passed: true,
      questions: 9,
      checked: 8,
      articles: 6,
      notCheckable: ['lantern-light'],
      nearStems: [],
      unusedPictures: [],
      failures: [],
    })
  })
  it('without texts is checked for its form only', async () => {
    await check(inventedBank)
    expect(await checkBanks(folders.campaign, [], null)).toMatchObject({ passed: true, checked: 0 })
  })
})

/** Every place of the bank whose change is an error: what a question states as true and does not state as given. */
const stated = [
  '300名观众。承办者的四项',
  '不少于3名',
  '第（三）项',
  '每半年至少组织一次演练]',
  '而是每半年',
  '在1小时内报告',
  '县级公安机关和消防救援机构。',
  '在24小时内提交',
  '在二十四小时内提交',
  '此前一小时',
  "[二十, '20']",
  "[七, '7']",
  '提前二十日',
  '七个工作日内决定',
  '____日前',
  '____个工作日',
  '向设区的市级公安机关',
  '超过5000人',
  '超过五千人',
  '由省级公安',
  '由省级人民政府',
  '县级以上人民政府',
  '2万元以上5万元以下',
  '年收入的30%',
  '为2至5万元',
  '百分之三十',
  '监察机关可以',
  '公安、文化和旅游主管部门',
  '三个步骤',
  '承办者一小时内',
  ', 二十四小时内提交书面材料]',
]

/** Other figures and bodies than the invented law has; each applies where its left side stands. */
const errors: [RegExp, string][] = [
  [/300名/, '400名'],
  [/四项/, '六项'],
  [/3名|2名/, '8名'],
  [/（三）项/, '（七）项'],
  [/半年/, '两年'],
  [/一次/, '五次'],
  [/1小时|一小时/, '两小时'],
  [/24小时|二十四小时/, '48小时'],
  [/小时/, '日'],
  [/二十, '20'/, "三十, '30'"],
  [/'20'/, "'25'"],
  [/七, '7'/, "八, '8'"],
  [/____日前/, '____个月前'],
  [/____个工作日/, '____日'],
  [/二十日/, '二十五日'],
  [/七个工作日/, '七日'],
  [/5000人|五千人/, '50人'],
  [/5000人/, '5000人以上'],
  [/省级|县级|设区的市级/, '乡级'],
  [/县级以上/, '省级以上'],
  [/2万元以上|2至/, '3万元以上'],
  [/5万元以下/, '5万元以上'],
  [/5万元/, '50万元'],
  [/30%|百分之三十/, '百分之六十'],
  [/公安/, '林业'],
  [/文化和旅游/, '教育'],
  [/公安机关|监察机关|消防救援机构/, '人民法院'],
  [/消防救援机构|监察机关/, '应急管理部门'],
  [/三个步骤/, '五个步骤'],
]

describe('a seeded error is found', () => {
  const mutations = stated.flatMap((place) =>
    errors
      .filter(([from]) => from.test(place))
      .map(([from, to]): [string, string] => [place, place.replace(from, to)]),
  )
  it.each(mutations)('%s → %s', async (good, bad) => {
    expect(inventedBank.includes(good)).toBe(true)
    expect(await say(inventedBank.replace(good, bad))).not.toEqual([])
  })

  it.each([
    ['第二条]', '第一条]'],
    ['第二条]', '第六条]'],
    ['第三条]', '第四条]'],
    ['第四条]', '第五条]'],
    ['第五条之一, 灯会安全条例 第五条]', '第五条]'],
    ['第五条之一', '第五条之二'],
    ['第六条]', '第七条]'],
    ['第六条]', '第六十条]'],
    ['灯会安全条例 第六条', '花会安全条例 第六条'],
    ['lantern-004-written', 'lantern-004-report'],
    ['kind: order', 'kind: sorting'],
    ['answer: 2', 'answer: 7'],
    ['tags: [fire]', 'tags: [water]'],
    ['difficulty: 1', 'difficulty: 1\n    hint: 想一想'],
    ['key: lantern\n', 'key: lanterns\n'],
    ['given: [300名]', 'given: [500名]'],
    ['options: [', 'options: [[, '],
    ['参加的灯会', '参加的、第二十条规定的灯会'],
  ])('%s → %s', async (good, bad) => {
    expect(inventedBank.includes(good)).toBe(true)
    expect(await say(inventedBank.replace(good, bad))).not.toEqual([])
  })
})

test('a failure names file, line, question, part and article', async () => {
  const { failures } = await check(inventedBank.replace('在1小时内', '在两小时内'))
  expect(failures).toEqual([
    {
      file: 'questions/lantern.yaml',
      line: 25,
      key: 'lantern-004-report',
      message: '解析：引用的条文里没有“两小时”（灯会安全条例 第四条）',
    },
  ])
})

test('what is untrue anyway may say what it likes', async () => {
  const bank = inventedBank
    .replace('在3小时内报告监察机关', '在90天内报告人民法院')
    .replace('罚款最高十万元', '罚款最高九百万元')
    .replace('超过1000人', '超过七万人')
  expect(await say(bank)).toEqual([])
})

test('nearly the same stem is shown', async () => {
  const twin = inventedBank
    .slice(inventedBank.indexOf('  - key: lantern-006'))
    .split('  - key: lantern-004')[0]!
  const bank =
    inventedBank + twin.replace('lantern-006-wrong', 'lantern-006-again').replace('哪一项？', '哪一项呢？')
  expect((await check(bank)).nearStems).toMatchObject([{ keys: ['lantern-006-wrong', 'lantern-006-again'] }])
})

describe('pictures', () => {
  const withPicture = inventedBank.replace(
    '    answer: 2\n',
    '    answer: 2\n    picture: { file: lamp.svg, alt: 一盏灯笼 }\n',
  )
  const draw = (content: string | Buffer, name = 'lamp.svg') =>
    writeFile(path.join(folders.campaign, 'questions/pictures', name), content)

  it('must be there, be what they are called and hold no program', async () => {
    expect(await say(withPicture)).toEqual(['lantern-002-first 找不到图片 questions/pictures/lamp.svg'])
    for (const bad of [
      '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
      '<svg onload="go()"/>',
      '<svg><image href="https://example.invalid/a.png"/></svg>',
      '<svg><style>@import "a.css"</style></svg>',
      '<svg><rect fill="url(https://example.invalid/#a)"/></svg>',
      '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
      'GIF89a',
    ]) {
      await draw(bad)
      expect(await say(withPicture), bad).toHaveLength(1)
    }
    await draw(
      '<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><path fill="url(#b)" d="M0 0h9"/></g></svg>',
    )
    expect(await say(withPicture)).toEqual([])
    await draw('<svg/>', 'lamp.png')
    expect(await say(withPicture.replace('lamp.svg', 'lamp.png'))).toEqual([
      'lantern-002-first 图片 lamp.png 的内容与扩展名不符',
    ])
  })
})

describe('the command', () => {
  it('ends with what was counted and fails with a line for each error', async () => {
    const run = async (...options: string[]) => {
      const written: string[] = []
      const { write } = process.stdout
      process.stdout.write = ((text: string) => written.push(text)) as never
      process.exitCode = 0
      try {
        await createProgram().parseAsync(['questions', 'check', '--campaign', folders.campaign, ...options], {
          from: 'user',
        })
        return { text: written.join(''), code: process.exitCode }
      } finally {
        process.stdout.write = write
        process.exitCode = 0
      }
    }
    await check(inventedBank)
    const good = await run('--laws', folders.laws)
    expect(good.code).toBe(0)
    expect(good.text).toContain('题目 9 道；对照条文核对 8 道，引用 6 条')
    expect(good.text).toContain('无法对照的 1 道（lantern-light）')
    await check(inventedBank.replace('超过五千人', '超过六千人'))
    const bad = await run('--laws', folders.laws, '--json')
    expect(bad.code).toBe(1)
    expect(JSON.parse(bad.text)).toMatchObject({ passed: false, failures: [{ key: 'lantern-005-large' }] })
    await expect(run('--laws', folders.campaign)).rejects.toThrow('文件夹中没有法规文本')
  })
})

test('the banks that are shipped are well formed', async () => {
  const root = path.resolve(import.meta.dirname, '../../../campaigns/jincheng-2022')
  const report = await checkBanks(root, [], null)
  expect(report.failures).toEqual([])
  expect(report.questions).toBeGreaterThan(0)
})
