import { useCampaign } from './use-campaign.ts'

/** The product's name until somebody has signed in, then the campaign's. */
export function CampaignTitle({ signedIn }: { signedIn: boolean }) {
  return <>{useCampaign(signedIn).definition?.shortTitle ?? '安月'}</>
}
