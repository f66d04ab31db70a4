import type { CampaignDefinition } from '../campaign/definition.ts'

/** Channels, not over by `today`, that ask for a verified number where no code could be sent, each in a sentence. */
export function checkVerification(
  { public: channels }: CampaignDefinition,
  { hasSms, today = '' }: { hasSms: boolean; today?: string },
): { where: string; message: string }[] {
  if (hasSms) return []
  const kinds = ['contests', 'pledges', 'topics', 'consultations'] as const
  return kinds.flatMap((kind) =>
    channels[kind]
      .filter((one) => one.verify === 'phone' && one.closes >= today)
      .map((one) => ({
        where: `public/${kind}.yaml`,
        message: `“${one.title}”要求验证手机号（verify: phone），但没有设置短信网关 SMS_GATEWAY_URL 和 SMS_GATEWAY_TOKEN。`,
      })),
  )
}
