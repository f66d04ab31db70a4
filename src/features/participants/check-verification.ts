import type { CampaignDefinition } from '../campaign/definition.ts'
import type { PublicPart } from '../campaign/public-part.ts'

const kinds = ['contests', 'pledges', 'topics', 'consultations'] as const

/** What one may only take part in with a verified number. */
export function listWithPhone(of: PublicPart): { kind: string; title: string; closes: string }[] {
  return kinds.flatMap((kind) =>
    of[kind].filter((one) => one.verify === 'phone').map(({ title, closes }) => ({ kind, title, closes })),
  )
}

/** Channels, not over by `today`, that ask for a verified number where no code could be sent, each in a sentence. */
export function checkVerification(
  definition: CampaignDefinition,
  { hasSms, today = '' }: { hasSms: boolean; today?: string },
): { where: string; message: string }[] {
  if (hasSms) return []
  return listWithPhone(definition.public)
    .filter((one) => one.closes >= today)
    .map((one) => ({
      where: `public/${one.kind}.yaml`,
      message: `“${one.title}”要求验证手机号（verify: phone），但没有设置短信网关 SMS_GATEWAY_URL 和 SMS_GATEWAY_TOKEN。`,
    }))
}
