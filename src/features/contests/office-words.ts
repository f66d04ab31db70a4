/** Stands beside every list of units: who takes part is not a matter of competition between them. */
export const informationOnly = '各单位参加情况仅供工作参考，按通讯录顺序列出，不作排名、不作考核。'

export const warningNames = {
  'too-easy': '答对率高于 95%，可能过易',
  'too-hard': '答对率低于 20%，可能过难或答案有误',
  'poor-discrimination': '区分度低于 0.2，会的人和不会的人答得差不多',
}
