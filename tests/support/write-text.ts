import type { Chance } from './pictures/chance.ts'

const formulas = [
  '为深入学习贯彻关于安全生产的重要论述，扎实推进安全生产月各项工作，按照统一部署，我单位高度重视，精心组织，周密安排。',
  '坚持人民至上、生命至上，树牢安全发展理念，强化底线思维和红线意识，坚决防范遏制各类生产安全事故。',
  '下一步，我们将继续加大宣传力度，创新宣传形式，丰富宣传内容，营造人人讲安全、个个会应急的浓厚氛围。',
  '通过此次活动，进一步增强了广大干部职工和群众的安全意识，提高了应急处置和自救互救能力，取得了良好效果。',
  '活动现场，工作人员通过悬挂横幅、设置展板、发放宣传资料、现场讲解等方式，向过往群众普及安全知识。',
]
const who =
  '县应急局 镇政府 街道办 煤矿 化工厂 建筑工地 中心小学 卫生院 供电所 燃气公司 运输公司 社区 村委会 消防队 林场 商场 敬老院 自来水厂 加油站 砖厂'.split(
    ' ',
  )
const did =
  '组织召开 集中开展 联合举办 认真落实 督促整改 逐户走访 现场演示 重点排查 专题讲解 带头学习 实地检查 反复演练'.split(
    ' ',
  )
const what =
  '安全警示教育片观看 灭火器使用培训 有限空间作业救援演练 防汛应急演练 用电线路检查 液化气瓶更换 危化品运输车辆检查 地质灾害点巡查 森林防火宣讲 道路交通安全课 电动车充电棚整治 瓦斯抽采系统检查 脚手架专项检查 食堂燃气报警器安装 应急疏散演练 心肺复苏教学 班组安全讨论会 主要负责人讲安全课 家属协管员座谈 安全知识竞赛'.split(
    ' ',
  )
const found =
  '灭火器过期 安全出口堵塞 线路私拉乱接 警示标志缺失 护栏松动 台账不全 通风不畅 培训记录缺页 配电箱未上锁 软管老化 井盖破损 疏散灯不亮 围挡倾斜 积水未排 货物超高 岗位职责未上墙'.split(
    ' ',
  )

/** A unit's account of its week: what everybody writes, and what it did itself. */
export function writeReport(chance: Chance): string {
  const own = Array.from({ length: chance.whole(4, 8) }, () => {
    const day = `6月${chance.whole(1, 30)}日`
    return chance.oneOf([
      () =>
        `${day}，${chance.oneOf(who)}${chance.oneOf(did)}${chance.oneOf(what)}，参加${chance.whole(8, 900)}人，发放资料${chance.whole(20, 3000)}份。`,
      () =>
        `${chance.oneOf(who)}发现${chance.oneOf(found)}、${chance.oneOf(found)}等隐患${chance.whole(2, 40)}处，已整改${chance.whole(1, 30)}处，其余由${chance.oneOf(who)}限期完成。`,
      () =>
        `${day}上午，${chance.oneOf(who)}与${chance.oneOf(who)}一起${chance.oneOf(did)}${chance.oneOf(what)}，随后${chance.oneOf(did)}${chance.oneOf(what)}。`,
    ])()
  })
  const said = formulas.filter(() => chance.happens(0.4))
  return [said[0] ?? '', ...own, ...said.slice(1)].join('')
}

/** The same report handed in again: figures and dates changed, some signs replaced, perhaps a sentence dropped. */
export function rewriteReport(chance: Chance, report: string): string {
  const sentences = report.split('。').filter(Boolean)
  if (sentences.length > 8) sentences.splice(chance.whole(0, sentences.length - 1), 1)
  return [...sentences.join('。\n')]
    .map((sign) => (/\d/.test(sign) && chance.happens(0.2) ? String(chance.whole(1, 9)) : sign))
    .map((sign) => (chance.happens(0.012) ? chance.oneOf([...'的了和在我们各']) : sign))
    .join('')
}
