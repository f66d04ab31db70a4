import path from 'node:path'
import { createAccounts } from './features/accounts/server/create-accounts.ts'
import { activityRoutes } from './features/activities/server/routes.ts'
import { activitySheetRoutes } from './features/activity-sheets/server/routes.ts'
import { auditRoutes } from './features/audit/server/routes.ts'
import { caseRoutes } from './features/cases/server/routes.ts'
import { forgetDisplay } from './features/contests/server/forget-display.ts'
import { joinAttempts } from './features/contests/server/join-attempts.ts'
import { forgetCertificates } from './features/certificates/server/forget-certificates.ts'
import { contestRoutes } from './features/contests/server/routes.ts'
import { followClipping } from './features/cases/server/follow-clipping.ts'
import { certificateRoutes } from './features/certificates/server/routes.tsx'
import { createCitizenUploadRoutes } from './features/citizen-files/server/uploads.ts'
import { createClippingRoutes } from './features/clippings/server/routes.ts'
import { campaignRoutes } from './features/campaign/server/routes.ts'
import { forgetQuestions } from './features/consultations/server/forget-questions.ts'
import { joinConsultations } from './features/consultations/server/join-consultations.ts'
import { consultationFileRoutes } from './features/consultations/server/file-routes.ts'
import { consultationPageRoutes } from './features/consultations/server/public-routes.tsx'
import { consultationRoutes } from './features/consultations/server/routes.ts'
import { createDemoRoutes } from './features/demo/server/routes.ts'
import { fileContentRoutes, fileRoutes } from './features/evidence/server/file-routes.ts'
import { createUploadRoutes } from './features/evidence/server/uploads.ts'
import { evidenceZipRoutes } from './features/evidence/server/zip-routes.ts'
import { feedbackRoutes } from './features/feedback/server/routes.ts'
import { lawPageRoutes } from './features/laws/server/page-routes.tsx'
import { lawRoutes } from './features/laws/server/routes.ts'
import { ledgerRoutes } from './features/ledger/server/routes.ts'
import { liaisonRoutes } from './features/liaisons/server/routes.ts'
import { createLiveContests } from './features/live-contests/server/routes.ts'
import { obligationRoutes } from './features/obligations/server/routes.ts'
import { orgRoutes } from './features/org/server/routes.ts'
import { overviewRoutes } from './features/overview/server/routes.ts'
import { createIdentifyParticipant } from './features/participants/server/identify-participant.ts'
import { createParticipantRoutes } from './features/participants/server/routes.ts'
import { participationRoutes } from './features/participation/server/routes.ts'
import { joinPledges } from './features/pledges/server/join-pledges.ts'
import { pledgeRoutes } from './features/pledges/server/routes.tsx'
import { questionPictureRoutes } from './features/questions/server/picture-routes.ts'
import { questionRoutes } from './features/questions/server/routes.ts'
import { articleFileRoute } from './features/portal/server/article-file-route.ts'
import { createPortalRoutes } from './features/portal/server/routes.tsx'
import { questionSheetRoutes } from './features/questions/server/sheet-routes.ts'
import { remarkRoutes } from './features/remarks/server/routes.ts'
import { statisticsRoutes } from './features/statistics/server/routes.ts'
import { submissionRoutes } from './features/submissions/server/routes.ts'
import { forgetEntries } from './features/topics/server/forget-entries.ts'
import { joinTopics } from './features/topics/server/join-topics.ts'
import { topicFileRoutes } from './features/topics/server/file-routes.ts'
import { topicPageRoutes } from './features/topics/server/public-routes.tsx'
import { topicRoutes } from './features/topics/server/routes.ts'
import type { MovableClock } from './platform/server/clock.ts'
import { type Implementation, type RawRoute, createHttp } from './platform/server/http.ts'
import { describeApi } from './platform/server/openapi.ts'
import { projectRoot } from './platform/server/project-root.ts'
import type { Services } from './platform/server/services.ts'
import { serveWeb } from './platform/server/static-web.ts'
import { createSystemRoutes } from './platform/server/system-routes.ts'

/** The product as a table of contents: every route it answers. */
export async function createApp(services: Services) {
  const accounts = createAccounts(services)
  const liveContests = createLiveContests(services)
  const routes: Implementation[] = [
    ...accounts.routes,
    ...activityRoutes,
    ...activitySheetRoutes,
    ...auditRoutes,
    ...campaignRoutes,
    ...caseRoutes,
    ...contestRoutes,
    ...certificateRoutes,
    ...createClippingRoutes(followClipping),
    ...consultationPageRoutes,
    ...consultationRoutes,
    ...evidenceZipRoutes,
    ...feedbackRoutes,
    ...fileRoutes,
    ...lawRoutes,
    ...lawPageRoutes,
    ...ledgerRoutes,
    ...liaisonRoutes,
    ...liveContests.routes,
    ...obligationRoutes,
    ...orgRoutes,
    ...overviewRoutes,
    ...createParticipantRoutes({
      joins: [joinAttempts, joinPledges, joinTopics, joinConsultations],
      forgets: [forgetDisplay, forgetCertificates, forgetEntries, forgetQuestions],
    }),
    ...participationRoutes,
    ...pledgeRoutes,
    ...questionRoutes,
    ...questionPictureRoutes,
    ...createPortalRoutes((kind) =>
      routes.some(({ route }) => route.path.startsWith(`/p/:campaign/${kind}/:`)),
    ),
    ...questionSheetRoutes,
    ...remarkRoutes,
    ...statisticsRoutes,
    ...submissionRoutes,
    ...topicPageRoutes,
    ...topicRoutes,
    ...(services.config.demo ? createDemoRoutes(services.clock as MovableClock) : []),
    ...createSystemRoutes(services, () => describeApi(routes, rawRoutes)),
  ]
  const rawRoutes: RawRoute[] = [
    ...accounts.rawRoutes,
    ...fileContentRoutes,
    ...topicFileRoutes,
    ...consultationFileRoutes,
    ...createUploadRoutes(services),
    ...createCitizenUploadRoutes(services),
    ...liveContests.rawRoutes,
    articleFileRoute,
  ]
  const app = createHttp({
    services,
    routes,
    rawRoutes,
    identify: accounts.identify,
    identifyParticipant: createIdentifyParticipant(services),
  })
  app.addHook('preClose', async () => liveContests.close())
  await serveWeb(app, path.join(projectRoot, 'dist/web'))
  return { app, routes, rawRoutes }
}
