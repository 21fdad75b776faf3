"""How the demo incidents in English about applications were handled."""

from hdportal.desk.domain.incident import CloseCode
from hdportal.home.demo.data.handling_text import HandlingText

SOLVED, AROUND = CloseCode.SOLUTION_PROVIDED, CloseCode.WORKAROUND_PROVIDED
KNOWN, BY_CHANGE = CloseCode.KNOWN_ERROR, CloseCode.RESOLVED_BY_CHANGE
USER_ERROR = CloseCode.USER_ERROR

HANDLING: tuple[HandlingText, ...] = (
    HandlingText(
        "CSV upload is refused by a validation rule on the implant date",
        "dc",
        SOLVED,
        "How are the dates written in your file: day first, or year first? "
        "The header line and the name of the column are enough.",
        "Day first, with slashes. The column is called implant_date.",
        "Rule compares text, not dates, when the day comes first. Seen in acceptance "
        "with a made-up file of three rows.",
        "The rule now reads both ways of writing a date. Please upload the file once "
        "more; nothing has to be changed in it.",
    ),
    HandlingText(
        "Web form stays empty after the new version",
        "iat",
        SOLVED,
        "Does the form appear in a private window of the same browser?",
        "Yes, in a private window it appears.",
        "Old script kept by the cache of the reverse proxy. Same report from another "
        "hospital this morning.",
        "The servers handed out a file of the old version. That is put right; reload "
        "the page once with Ctrl and F5.",
    ),
    HandlingText(
        "Report is missing for one department",
        "dwh",
        SOLVED,
        "Since when does the second campus send its registrations under its own code?",
        "Since the first of April. Before that, both campuses used one code.",
        "Campus code of the second quarter is not in the table of report units.",
        "The second campus is now known to the reports, and the second quarter was "
        "made again. You find both campuses in the list.",
    ),
    HandlingText(
        "SAS Enterprise Guide project cannot be opened",
        "dwh",
        SOLVED,
        "Does the message also come when you open an empty project?",
        "An empty project opens. Only the saved one does not.",
        "Compute server was restarted at night; the saved path points to the old node.",
        "The server that your project names was replaced. The project now names the "
        "new one; please open it from the same folder.",
    ),
    HandlingText(
        "Table with last week's registrations is not refreshed",
        "dwh",
        BY_CHANGE,
        "Which library do you look at: the one of exploitation or of staging?",
        "The one of exploitation.",
        "Nightly load stopped at a column that the new definition made longer.",
        "The nightly load runs again since the change of this week. The table holds "
        "everything that arrived until last night.",
    ),
    HandlingText(
        "Certificate of our local installation has expired",
        "iat",
        SOLVED,
        "Can the person with the role of Certificate Manager sign in to the SSP?",
        "Yes, that works. We only do not know which button to choose.",
        "Expired last night; the reminder went to a mailbox that is no longer read.",
        "In the SSP choose Certificates, Renew, and put the new file in the folder "
        "that the manual names in chapter 4. Then start the services again. The "
        "registrations that wait are sent by themselves.",
    ),
    HandlingText(
        "Certificate Manager role is not shown in the Self-Service Portal",
        "",
        SOLVED,
        "Which role did you have before the change, and which one now?",
        "Before: administrator of the site. Now: Certificate Manager only.",
        "Role is there in EAM, but was not passed on to the SSP.",
        "The role had been given, but had not reached the SSP. It has now: sign out "
        "and in again, and the menu entry is there.",
    ),
    HandlingText(
        "Export in the Self-Service Portal stops half-way",
        "iat",
        AROUND,
        "Does an export of one month end well?",
        "Yes, a month takes about a minute.",
        "Time limit of the gateway is ten minutes; a year takes about fifteen.",
        "Please export quarter by quarter for now: each takes a few minutes. A limit "
        "that fits a whole year comes with a later version.",
    ),
    HandlingText(
        "The access manager of our organisation is unknown",
        "",
        SOLVED,
        "Which department decides in your hospital on access to our applications?",
        "The secretariat of the medical director.",
        "No access manager entered since the merger of two sites.",
        "The access manager of your hospital is entered again. Your request can be "
        "sent now; the approval comes from your own hospital.",
    ),
    HandlingText(
        "Our laboratory is not in the list of organisations",
        "sob",
        SOLVED,
        "Does the laboratory have a number of its own at the RIZIV-INAMI?",
        "Yes, it has one, apart from that of the hospital.",
        "Laboratory is missing in the list of data providers; number checked.",
        "The laboratory was added to the list. Please go on with the draft account: "
        "it is offered in the field Organisation.",
    ),
    HandlingText(
        "Form language is not available",
        "dc",
        BY_CHANGE,
        "Which version of the form do you see at the foot of the page?",
        "Version 4.",
        "Version 4 was published without the French texts.",
        "The French texts were published this morning. They are there as soon as you "
        "open a new registration.",
    ),
    HandlingText(
        "Autosave loses the last answers of a long form",
        "iat",
        KNOWN,
        "Did you have the same registration open in two tabs or on two computers?",
        "Yes, it was still open on the computer of the ward.",
        "Last tab wins. Known to the builders; waits for a choice how to warn.",
        "When a registration is open twice, the last one saved wins. Please keep it "
        "open once only; a warning is planned. What was lost cannot be brought back.",
    ),
    HandlingText(
        "Update of the local installation ends with an error",
        "iat",
        SOLVED,
        "Which service holds the port? Step 6 of the manual shows how to see it.",
        "It is the form service of the old version, which did not stop.",
        "Old service stays registered when the update is run by another account.",
        "The service of the old version has to be stopped and taken out of the list of "
        "services before step 6. The manual says so now.",
    ),
    HandlingText(
        "Documentation page shows a picture of the old version",
        "dc",
        SOLVED,
        "Is it the English page only, or the Dutch one too?",
        "I only read the English one.",
        "Picture of step 3 is two versions old, in all languages.",
        "The picture and the text of step 3 were replaced: the button is now called "
        "Upload. Thank you for telling us.",
    ),
    HandlingText(
        "Definition file on dcd.healthdata.be cannot be downloaded",
        "dc",
        SOLVED,
        "Which version number do you see beside the button?",
        "It says 1.3.",
        "File of 1.3 was put in the folder of 1.2.",
        "The file of the newest version is in its place. The link works now.",
    ),
    HandlingText(
        "Approval of a change in metadata stays pending",
        "sob",
        SOLVED,
        "Did you get the mail that confirms the request for approval?",
        "No, I did not get any mail.",
        "Approver named in the workflow no longer works here.",
        "Your change was approved and is visible. The requests now go to the whole "
        "team instead of to one person.",
    ),
    HandlingText(
        "Catalogue shows the wrong number of data collections",
        "sob",
        BY_CHANGE,
        "Which two collections do you miss?",
        "The two that started this spring.",
        "Two newest collections have no start date, so the catalogue hides them.",
        "Both collections have a start date now, and the catalogue lists twelve.",
    ),
    HandlingText(
        "Week cannot be submitted in the Timesheet Portal",
        "",
        USER_ERROR,
        "Is there a day of the week on which you worked half a day?",
        "Yes, Wednesday. I left the afternoon empty.",
        "Half a day of leave is missing; the message does not name the day.",
        "The Wednesday has four hours only. Add the half day of leave to it, and the "
        "week can be submitted. We asked for a message that names the day.",
    ),
)
