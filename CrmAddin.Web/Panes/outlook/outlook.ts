/** The task pane beside a mail. */
import { onItemChanged } from "../shared/office";
import { startPane } from "../shared/paneStart";
import { showSender } from "./showSender";

await startPane(async () => {
  await onItemChanged(() => void showSender());
  await showSender();
});
