"""How the other demo incidents in English were handled."""

from hdportal.desk.domain.incident import CloseCode
from hdportal.home.demo.data.handling_text import HandlingText

SOLVED, AROUND = CloseCode.SOLUTION_PROVIDED, CloseCode.WORKAROUND_PROVIDED
BY_CHANGE, USER_ERROR = CloseCode.RESOLVED_BY_CHANGE, CloseCode.USER_ERROR

HANDLING: tuple[HandlingText, ...] = (
    HandlingText(
        "Account is locked after a change of role",
        "",
        SOLVED,
        "Was the change of role approved by your access manager on Friday?",
        "Yes, the mail of approval came on Friday afternoon.",
        "Old role removed before the new one was there; account locked by the check.",
        "The account is open again with the new role. Your drafts are all there.",
    ),
    HandlingText(
        "Password is not accepted after a reset",
        "",
        SOLVED,
        "Do you sign in with the e-mail address of your profile, or with a user name?",
        "With the user name that I have always had.",
        "Reset works for the address only; the old user name is an account of its own.",
        "Please sign in with your e-mail address: the reset counts for that. The old "
        "user name was closed, so that it cannot confuse any more.",
    ),
    HandlingText(
        "Mail with the reset link does not arrive",
        "",
        SOLVED,
        "Does your mail service keep mail of unknown senders in a quarantine?",
        "Yes, it does. I asked them and the mails are there.",
        "Mails were delivered to their gateway; quarantined there.",
        "Your mail service held the mails back. It now lets our address pass; a new "
        "link was sent a moment ago.",
    ),
    HandlingText(
        "Colleague left; the account must move to somebody else",
        "iat",
        SOLVED,
        "Which role does the successor have, and for which project?",
        "Local study associate, for the same project.",
        "Drafts belong to the account. Owner to be changed by script, as in March.",
        "The drafts now belong to the successor and stand in My registrations. The "
        "account of your former colleague is closed.",
    ),
    HandlingText(
        "Code from the phone is refused at sign-in",
        "",
        SOLVED,
        "Did you move the app from the old phone, or set it up anew on the new one?",
        "I moved it with the transfer of the phone.",
        "Secret did not come along with the transfer. Identity checked by telephone.",
        "The second step was taken off your account. At the next sign-in you are asked "
        "to set it up with the new phone.",
    ),
    HandlingText(
        "API transfer fails in acceptance",
        "iat",
        SOLVED,
        "On which day was the token that you use made?",
        "In the first week of the year.",
        "Tokens of acceptance expire after ninety days; this one did.",
        "Tokens of acceptance are good for ninety days. Make a new one in the SSP; the "
        "answer will name the reason from the next version on.",
    ),
    HandlingText(
        "API transfer is refused because of an unknown field",
        "dc",
        BY_CHANGE,
        "Which version number does your header name, and which field is refused?",
        "Version 2.1, and the field for the side of the body.",
        "Definition 2.1 was published before acceptance was updated.",
        "Acceptance now knows version 2.1. The same record is accepted.",
    ),
    HandlingText(
        "Registrations stay in status Sending",
        "iat",
        SOLVED,
        "Does the connection test in the SSP pass?",
        "It does, all lines are green.",
        "Queue of this site stopped at one record that is too large.",
        "One record blocked the queue. It was set aside, and all others have arrived. "
        "Please check the one that is marked and send it again.",
    ),
    HandlingText(
        "CSV file with accents arrives with question marks",
        "",
        USER_ERROR,
        "With which program is the file saved, and as which type?",
        "With a spreadsheet, as “CSV”. There is also “CSV UTF-8”, I see now.",
        "File is saved in the character set of Windows.",
        "Please save the file as “CSV UTF-8” and upload it again. The registrations "
        "with question marks can be overwritten by the same upload.",
    ),
    HandlingText(
        "Duplicate registrations after a repeated upload",
        "dc",
        AROUND,
        "Have the registrations been submitted, or are they still drafts?",
        "They are all drafts.",
        "Uploader keeps running after a reload. Drafts can go by batch.",
        "The second set of drafts was removed. For now, please wait for the report of "
        "an upload before you start another; the page will say so by itself later.",
    ),
    HandlingText(
        "Portal cannot be reached from our network",
        "iat",
        SOLVED,
        "Has anything changed on your firewall or proxy since yesterday?",
        "Our network team says that they changed nothing.",
        "Address range of the hospital was on a list of blocked senders by mistake.",
        "The addresses of your hospital were blocked on our side by mistake. They are "
        "free again since this noon.",
    ),
    HandlingText(
        "Pages are very slow in the afternoon",
        "iat",
        BY_CHANGE,
        "Is it slow on wired computers as well, or over wireless only?",
        "On both.",
        "Backup of one database ran at 14 o'clock instead of at night.",
        "A task of ours ran in the afternoon and took most of the server. It runs at "
        "night again. Tell us if you still have to wait.",
    ),
    HandlingText(
        "Our firewall team asks which addresses must be open",
        "",
        SOLVED,
        "Is it the installation for production or for acceptance?",
        "Both, they stand on the same server.",
        "List of addresses stands in the manual, appendix B.",
        "The list stands in appendix B of the manual: two names, both on port 443. The "
        "test names the host from the next version on.",
    ),
    HandlingText(
        "Mail of our hospital to the support mailbox comes back",
        "",
        SOLVED,
        "Which address stands in From, and which one does your server give as sender?",
        "From is the hospital; the sender is that of our provider.",
        "Envelope and header differ. Their provider has to sign or align.",
        "The sender on the envelope and the one in From must belong to one domain. "
        "Your provider can set that. The policy page explains it and has a check.",
    ),
)
