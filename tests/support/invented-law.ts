import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A law that does not exist, in the format of the collections of texts; the product carries no texts of laws. */
export const inventedLaw = `# 灯会安全条例

2029年12月1日 公布

2030年1月1日 修订

<!-- INFO END -->

## 第一章 总 则

第一条 为了加强灯会安全管理，制定本条例。

第二条 灯会的承办者是灯会安全的第一责任人。

县级以上地方各级人民政府公安、文化和旅游主管部门按照职责分工负责灯会的监督管理。

## 第二章 安全要求

第三条 承办者应当履行下列职责：

（一）制定灯会安全工作方案；

（二）每半年至少组织一次应急演练；

（三）配备不少于三名安全员；

（四）及时消除隐患。

第四条 灯会发生火灾的，现场人员应当立即报告承办者；承办者应当于一小时内向所在地县级公安机关和消防救援机构报告，并在二十四小时内提交书面材料。

第五条 举办灯会应当在二十日前向设区的市级人民政府公安机关申请许可。公安机关应当自受理之日起七个工作日内作出决定。

第五条之一 预计参加人数超过五千人的，由省、自治区、直辖市人民政府公安机关许可。

## 第三章 法律责任

第六条 违反本条例第四条规定的，处二万元以上五万元以下的罚款；情节严重的，处上一年年收入百分之三十的罚款，并由监察机关依法给予处分。
`

export const inventedBank = `key: lantern
title: 灯会安全
tags:
  fire: 火灾
questions:
  - key: lantern-002-first
    kind: single
    stem: 灯会安全的第一责任人是谁？
    options: [观众, 承办者, 安全员, 保安公司]
    answer: 2
    explanation: 承办者是第一责任人，监督管理由县级以上人民政府公安、文化和旅游主管部门负责。
    basis: [灯会安全条例 第二条]
    tags: [fire]
    difficulty: 1
  - key: lantern-003-duties
    kind: multiple
    stem: 某灯会有300名观众。承办者的四项职责里，有下列哪两项？
    given: [300名]
    options: [制定安全工作方案, 每年组织一次演练, 配备至少2名安全员, 每半年至少组织一次演练]
    answers: [1, 4]
    explanation: 演练不是每年一次，而是每半年至少一次；安全员不少于3名，见第三条第（三）项。
    basis: [灯会安全条例 第三条]
    tags: [fire]
    difficulty: 2
  - key: lantern-004-report
    kind: judge
    stem: 灯会失火，承办者应当在3小时内报告监察机关。
    answer: false
    explanation: 应当在1小时内报告县级公安机关和消防救援机构。
    basis: [灯会安全条例 第四条]
    tags: [fire]
    difficulty: 1
  - key: lantern-004-written
    kind: judge
    stem: 灯会失火后，承办者要在24小时内提交书面材料。
    answer: true
    explanation: 书面材料在二十四小时内提交，此前一小时内还要先报告。
    basis: [灯会安全条例 第四条]
    tags: [fire]
    difficulty: 1
  - key: lantern-005-days
    kind: blank
    stem: 举办灯会，应当在____日前向设区的市级公安机关申请，公安机关在____个工作日内决定。
    blanks: [[二十, '20'], [七, '7']]
    explanation: 提前二十日申请，受理之日起七个工作日内决定。
    basis: [灯会安全条例 第五条]
    tags: [fire]
    difficulty: 2
  - key: lantern-005-large
    kind: single
    stem: 预计多少人参加的灯会由省级人民政府公安机关许可？
    options: [超过1000人, 超过2000人, 超过5000人, 超过1万人]
    answer: 3
    explanation: 超过五千人的，由省级公安机关许可；不足的，由设区的市级公安机关许可。
    basis: [灯会安全条例 第五条之一, 灯会安全条例 第五条]
    tags: [fire]
    difficulty: 2
  - key: lantern-006-wrong
    kind: single
    stem: 关于处罚，下列说法错误的是哪一项？
    options: [可以处2万元以上5万元以下罚款, 情节严重的罚上一年年收入的30%, 罚款最高十万元, 监察机关可以依法给予处分]
    answer: 3
    explanation: 罚款为2至5万元；情节严重的，处上一年年收入百分之三十。
    basis: [灯会安全条例 第六条]
    tags: [fire]
    difficulty: 3
  - key: lantern-004-order
    kind: order
    stem: 灯会失火后的三个步骤，按先后排列。
    options: [现场人员报告承办者, 承办者一小时内报告公安机关和消防救援机构, 二十四小时内提交书面材料]
    explanation: 先报告，后补材料。
    basis: [灯会安全条例 第四条]
    tags: [fire]
    difficulty: 2
  - key: lantern-light
    kind: judge
    stem: 灯笼里不能放两支以上的蜡烛。
    answer: true
    explanation: 两支以上容易引燃灯罩。
    source: 灯笼制作技术规程
    tags: [fire]
    difficulty: 1
`

/** A folder with that law and a campaign's folder with that bank. */
export async function writeInvented(bank = inventedBank): Promise<{ laws: string; campaign: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'anyue-questions-'))
  const laws = path.join(folder, 'laws')
  const campaign = path.join(folder, 'campaign')
  await mkdir(laws)
  await mkdir(path.join(campaign, 'questions/pictures'), { recursive: true })
  await writeFile(path.join(laws, 'README.md'), '# Laws\n')
  await writeFile(path.join(laws, '灯会安全条例(2030-01-01).md'), inventedLaw)
  await writeFile(path.join(campaign, 'questions/lantern.yaml'), bank)
  return { laws, campaign }
}
