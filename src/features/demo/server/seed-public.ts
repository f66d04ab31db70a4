import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { countBatch } from '../../participation/server/count-participation.ts'
import type { DemoScript } from './demo-script.ts'
import { seedArticles } from './seed-articles.ts'
import { seedConsultations } from './seed-consultations.ts'
import { seedContests } from './seed-contests.ts'
import { seedPledges } from './seed-pledges.ts'
import { seedQuestionChange } from './seed-question-change.ts'
import { seedTopics } from './seed-topics.ts'

interface Invented {
  script: DemoScript
  users: ReadonlyMap<string, SignedInUser>
  until: Date
}

/** What citizens did by now. It is counted before any unit reports, so that reports carry it. */
export async function seedPublic(
  db: Connection,
  services: Services,
  campaign: CampaignInForce,
  { script, users, until }: Invented,
): Promise<void> {
  const office = users.get('office')!
  await seedArticles(db, services, campaign, { script, office, until })
  await seedPledges(db, campaign, until)
  await seedContests(db, services, campaign, { script, office, until })
  await seedQuestionChange(db, campaign, { script, office, until })
  await seedTopics(db, services, campaign, { script, office, until })
  await seedConsultations(db, services, campaign, { script, office, users, until })
  while ((await countBatch(db)) > 0);
}
