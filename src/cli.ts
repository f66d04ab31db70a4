import { Command } from 'commander'
import { campaignCommand } from './commands/campaign.ts'
import { backupCommand, restoreCommand } from './commands/backup.ts'
import { exportCommand } from './commands/export.ts'
import { userCommand } from './commands/user.ts'
import { serve } from './serve.ts'

const program = new Command('anyue')
  .description('Anyue 安月：安全生产月等活动的报送、汇总与公开')
  .showHelpAfterError()
  .addCommand(
    new Command('serve')
      .description('启动服务（设置见 docs/configuration.md）')
      .action(() => serve(process.env)),
  )
  .addCommand(campaignCommand())
  .addCommand(exportCommand())
  .addCommand(backupCommand())
  .addCommand(restoreCommand())
  .addCommand(userCommand())

try {
  await program.parseAsync()
} catch (error) {
  // One clear line; the stack helps nobody at a prompt.
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
