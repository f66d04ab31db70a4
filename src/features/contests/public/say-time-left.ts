export function sayTimeLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  if (seconds <= 0) return '时间到'
  const minutes = Math.floor(seconds / 60)
  return minutes > 0 ? `还剩 ${minutes} 分 ${String(seconds % 60).padStart(2, '0')} 秒` : `还剩 ${seconds} 秒`
}
