/** The pages in the browser: theme, controls, and fragments in place. */
import { followSystemTheme, submitByEnter } from "../shared/controls";
import { listenToScreens } from "../shared/crm";
import { followPeriods } from "../shared/periods";
import { growRows } from "../shared/rows";
import { walkContactList } from "./contactList";
import { printPages } from "./print";

followSystemTheme();
submitByEnter();
listenToScreens();
growRows();
followPeriods();
walkContactList();
printPages();
