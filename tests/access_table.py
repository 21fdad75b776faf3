"""The access matrix: what each kind of reader gets at every address."""

# Everybody of a column is asked for. One answer is everybody's; "403/403/403/200" are
# those of each, in the order of the column.
COLUMNS = {
    "anon": ["nobody"],  # not signed in
    "new": ["newcomer"],  # has not completed the profile
    "own": ["caller"],  # who reported the incident
    "peer": ["colleague"],  # of the same hospital, which shares incidents
    "other": ["other caller"],  # of another hospital
    "study": ["researcher"],  # of the incident's project
    "desk": ["agent", "analyst", "coordinator", "incident manager"],
    "rest": ["dpo", "pmo", "employee", "editor", "auditor"],
    "admin": ["administrator"],
}

# in, prof: sent to sign in, or to complete the profile.  302: done, sent onwards.
# 401: sign in elsewhere.  405: not this way.  422: an empty form comes back.
# 410: the link is too old.
TABLE = """
#                                         anon new  own peer other study desk rest admin
# the front page and the house
home                                 GET  200  prof 200 200  200   200   200  200  200
home                                 POST 405  prof 405 405  405   405   405  405  405
healthz                              GET  200  200  200 200  200   200   200  200  200
healthz                              POST 405  405  405 405  405   405   405  405  405
readyz                               GET  200  200  200 200  200   200   200  200  200
readyz                               POST 405  405  405 405  405   405   405  405  405
# styleguide: only in the demo organisation
styleguide                           GET  200  prof 200 200  200   200   200  200  200
styleguide                           POST 405  prof 405 405  405   405   405  405  405
# signing in
# account_login: signed in already: onwards
account_login                        GET  200  prof 302 302  302   302   302  302  302
account_login                        POST 422  prof 302 302  302   302   302  302  302
# account_logout: asks first
account_logout                       GET  302  200  200 200  200   200   200  200  200
account_logout                       POST 302  302  302 302  302   302   302  302  302
account_inactive                     GET  200  prof 200 200  200   200   200  200  200
account_inactive                     POST 405  prof 405 405  405   405   405  405  405
account_reset_password               GET  200  prof 200 200  200   200   200  200  200
account_reset_password               POST 422  prof 422 422  422   422   422  422  422
account_reset_password_done          GET  200  prof 200 200  200   200   200  200  200
account_reset_password_done          POST 405  prof 405 405  405   405   405  405  405
# account_reset_password_from_key: an old link: says so
account_reset_password_from_key      GET  200  prof 200 200  200   200   200  200  200
account_reset_password_from_key      POST 200  prof 200 200  200   200   200  200  200
account_reset_password_from_key_done GET  200  prof 200 200  200   200   200  200  200
account_reset_password_from_key_done POST 405  prof 405 405  405   405   405  405  405
# asking for an account
account-request                      GET  200  prof 200 200  200   200   200  200  200
account-request                      POST 422  prof 422 422  422   422   422  422  422
account-request-sent                 GET  200  prof 200 200  200   200   200  200  200
account-request-sent                 POST 405  prof 405 405  405   405   405  405  405
# account-request-confirm: an old link
account-request-confirm              GET  410  prof 410 410  410   410   410  410  410
account-request-confirm              POST 410  prof 410 410  410   410   410  410  410
# one's own
profile                              GET  in   200  200 200  200   200   200  200  200
profile                              POST in   422  422 422  422   422   422  422  422
profile-keys                         GET  405  prof 405 405  405   405   405  405  405
profile-keys                         POST in   prof 302 302  302   302   302  302  302
set-language                         GET  405  405  405 405  405   405   405  405  405
set-language                         POST 302  302  302 302  302   302   302  302  302
# people, for administrators
account-requests                     GET  in   prof 403 403  403   403   403  403  200
account-requests                     POST 405  prof 405 405  405   405   405  405  405
account-request-invite               GET  in   prof 403 403  403   403   403  403  200
account-request-invite               POST in   prof 403 403  403   403   403  403  422
account-request-decline              GET  in   prof 403 403  403   403   403  403  200
account-request-decline              POST in   prof 403 403  403   403   403  403  422
invite                               GET  in   prof 403 403  403   403   403  403  200
invite                               POST in   prof 403 403  403   403   403  403  422
people                               GET  in   prof 403 403  403   403   403  403  200
people                               POST 405  prof 405 405  405   405   405  405  405
person                               GET  in   prof 403 403  403   403   403  403  200
person                               POST 405  prof 405 405  405   405   405  405  405
person-grant                         GET  405  prof 405 405  405   405   405  405  405
person-grant                         POST in   prof 403 403  403   403   403  403  422
person-revoke                        GET  405  prof 405 405  405   405   405  405  405
person-revoke                        POST in   prof 403 403  403   403   403  403  302
person-move                          GET  405  prof 405 405  405   405   405  405  405
person-move                          POST in   prof 403 403  403   403   403  403  422
person-deactivate                    GET  405  prof 405 405  405   405   405  405  405
person-deactivate                    POST in   prof 403 403  403   403   403  403  302
person-reactivate                    GET  405  prof 405 405  405   405   405  405  405
person-reactivate                    POST in   prof 403 403  403   403   403  403  302
organisations                        GET  in   prof 403 403  403   403   403  403  200
organisations                        POST in   prof 403 403  403   403   403  403  422
organisation-share                   GET  405  prof 405 405  405   405   405  405  405
organisation-share                   POST in   prof 403 403  403   403   403  403  302
# the Support Service
support                              GET  200  prof 200 200  200   200   200  200  200
support                              POST 405  prof 405 405  405   405   405  405  405
support-project                      GET  200  prof 200 200  200   200   200  200  200
support-project                      POST 405  prof 405 405  405   405   405  405  405
# the support hours, for everybody; .ics for calendar programs
support-hours                        GET  200  prof 200 200  200   200   200  200  200
support-hours                        POST 405  prof 405 405  405   405   405  405  405
support-hours-ics                    GET  200  prof 200 200  200   200   200  200  200
support-hours-ics                    POST 405  prof 405 405  405   405   405  405  405
project-add                          GET  in   prof 403 403  403   403   403  403  200
project-add                          POST in   prof 403 403  403   403   403  403  422
project-edit                         GET  in   prof 403 403  403   403   403  403  200
project-edit                         POST in   prof 403 403  403   403   403  403  422
applications                         GET  in   prof 403 403  403   403   403  403  200
applications                         POST 405  prof 405 405  405   405   405  405  405
application-add                      GET  in   prof 403 403  403   403   403  403  200
application-add                      POST in   prof 403 403  403   403   403  403  422
application-edit                     GET  in   prof 403 403  403   403   403  403  200
application-edit                     POST in   prof 403 403  403   403   403  403  422
# forms, for administrators
form-list                            GET  in   prof 403 403  403   403   403  403  200
form-list                            POST in   prof 405 405  405   405   405  405  405
# form-options: the choices of search fields
form-options                         GET  in   prof 200 200  200   200   200  200  200
form-options                         POST in   prof 405 405  405   405   405  405  405
form-preview                         GET  in   prof 403 403  403   403   403  403  200
form-preview                         POST in   prof 405 405  405   405   405  405  405
form-put-in-use                      GET  in   prof 405 405  405   405   405  405  405
form-put-in-use                      POST in   prof 403 403  403   403   403  403  302
# drafts: whoever writes it, and nobody else, whatever their role
# draft-save, draft-files: asked by a script, so no page to sign in on comes back
draft-save                           GET  405  prof 405 405 405   405   405  405  405
draft-save                           POST 401  prof 200 404 404   404   404  404  404
draft-files                          GET  405  prof 405 405 405   405   405  405  405
draft-files                          POST 401  prof 200 404 404   404   404  404  404
draft-discard                        GET  in   prof 405 405 405   405   405  405  405
draft-discard                        POST in   prof 302 404 404   404   404  404  404
draft-file                           GET  in   prof 200 404 404   404   404  404  404
draft-file                           POST in   prof 405 405 405   405   405  405  405
draft-file-remove                    GET  in   prof 405 405 405   405   405  405  405
draft-file-remove                    POST in   prof 302 404 404   404   404  404  404
# incidents
incident-new                         GET  in   prof 200 200  200   200   200  200  200
# incident-new: signing in keeps what was posted
incident-new                         POST 200  prof 422 422  422   422   422  422  422
incident-new-update                  GET  in   prof 200 200  200   200   200  200  200
incident-new-update                  POST 200  prof 200 200  200   200   200  200  200
incident-new-mask                    GET  in   prof 200 200  200   200   200  200  200
incident-new-mask                    POST 200  prof 200 200  200   200   200  200  200
incidents                            GET  in   prof 200 200  200   200   200  200  200
incidents                            POST in   prof 405 405  405   405   405  405  405
# incident: for another hospital it is not there
incident                             GET  in   prof 200 200  404   200   200  404  404
incident                             POST in   prof 405 405  405   405   405  405  405
incident-comment                     GET  in   prof 200 200  404   404   200  404  404
# incident-comment: researchers see the life cycle only
incident-comment                     POST 200  prof 422 422  404   404   422  404  404
incident-comment-mask                GET  in   prof 200 200  404   404   200  404  404
incident-comment-mask                POST 200  prof 200 200  404   404   200  404  404
# incident-withdraw: only who reported it
incident-withdraw                    GET  in   prof 200 403 404   404   403  404  404
incident-withdraw                    POST in   prof 302 403 404   404   403  404  404
# incident-reopen: only what is resolved
incident-reopen                      GET  in   prof 403 403  404   404   403  404  404
incident-reopen                      POST 200  prof 403 403  404   404   403  404  404
incident-reopen-mask                 GET  in   prof 403 403  404   404   403  404  404
incident-reopen-mask                 POST 200  prof 403 403  404   404   403  404  404
# incident-file: for who may read the texts
incident-file                        GET  in   prof 200 200 404   404   200  404  404
incident-file                        POST in   prof 405 405 405   405   405  405  405
incident-file-preview                GET  in   prof 200 200 404   404   200  404  404
incident-file-preview                POST in   prof 405 405 405   405   405  405  405
# the published procedure, for everybody
sop-incident                         GET  200  prof 200 200  200   200   200  200  200
sop-incident                         POST 405  prof 405 405  405   405   405  405  405
sop-incident-versions                GET  200  prof 200 200  200   200   200  200  200
sop-incident-versions                POST 405  prof 405 405  405   405   405  405  405
sop-incident-version                 GET  200  prof 200 200  200   200   200  200  200
sop-incident-version                 POST 405  prof 405 405  405   405   405  405  405
sop-incident-changes                 GET  200  prof 200 200  200   200   200  200  200
sop-incident-changes                 POST 405  prof 405 405  405   405   405  405  405
# the desk
desk                                 GET  in   prof 403 403  403   403   200  403  403
desk                                 POST in   prof 405 405  405   405   405  405  405
desk-next                            GET  in   prof 403 403  403   403   302  403  403
desk-next                            POST in   prof 405 405  405   405   405  405  405
# desk-new: write an incident down for a caller; desk-callers: the search in it
desk-new                             GET  in   prof 403 403  403   403   200  403  403
desk-new                             POST 200  prof 403 403  403   403   422  403  403
desk-new-update                      GET  in   prof 403 403  403   403   200  403  403
desk-new-update                      POST 200  prof 403 403  403   403   200  403  403
desk-new-mask                        GET  in   prof 403 403  403   403   200  403  403
desk-new-mask                        POST 200  prof 403 403  403   403   200  403  403
desk-callers                         GET  in   prof 403 403  403   403   200  403  403
desk-callers                         POST in   prof 405 405  405   405   405  405  405
desk-search                          GET  in   prof 403 403  403   403   200  403  403
desk-search                          POST in   prof 405 405  405   405   405  405  405
# desk-conformance: for coordinators and the incident manager
desk-conformance GET in prof 403 403 403 403 403/403/200/200 403 403
desk-conformance                     POST in   prof 405 405  405   405   405  405  405
desk-conformance-csv GET in prof 403 403 403 403 403/403/200/200 403 403
desk-conformance-csv                 POST in   prof 405 405  405   405   405  405  405
desk-incident                        GET  in   prof 403 403  403   403   200  403  403
desk-incident                        POST in   prof 405 405  405   405   405  405  405
desk-procedure                       GET  in   prof 403 403  403   403   200  403  403
desk-procedure                       POST in   prof 405 405  405   405   405  405  405
desk-check                           GET  in   prof 403 403  403   403   200  403  403
desk-check                           POST 200  prof 403 403  403   403   422  403  403
desk-linked                          GET  in   prof 403 403  403   403   200  403  403
desk-linked                          POST in   prof 405 405  405   405   405  405  405
desk-link                            GET  in   prof 403 403  403   403   200  403  403
desk-link                            POST 200  prof 403 403  403   403   422  403  403
desk-known-error                     GET  in   prof 403 403  403   403   200  403  403
desk-known-error                     POST 200  prof 403 403  403   403   422  403  403
# desk-change: an empty reference is none
desk-change                          GET  in   prof 403 403  403   403   200  403  403
desk-change                          POST 200  prof 403 403  403   403   302  403  403
# desk-unlink: there is no link yet
desk-unlink                          GET  405  prof 405 405  405   405   405  405  405
desk-unlink                          POST in   prof 403 403  403   403   409  403  403
# time worked: the line is the agent's
desk-time           GET  in   prof 403 403 403 403 200             403 403
desk-time           POST in   prof 405 405 405 405 405             405 405
desk-time-start     GET  405  prof 405 405 405 405 405             405 405
desk-time-start     POST in   prof 403 403 403 403 302             403 403
desk-time-stop      GET  405  prof 405 405 405 405 405             405 405
desk-time-stop      POST in   prof 403 403 403 403 302             403 403
desk-time-add       GET  in   prof 403 403 403 403 200             403 403
desk-time-add       POST 200  prof 403 403 403 403 422             403 403
desk-time-change    GET  in   prof 403 403 403 403 200/403/403/403 403 403
desk-time-change    POST 200  prof 403 403 403 403 422/403/403/403 403 403
desk-time-remove    GET  405  prof 405 405 405 405 405             405 405
desk-time-remove    POST in   prof 403 403 403 403 302/403/403/403 403 403
# desk-mail: a part of the profile of those behind the desk
desk-mail           GET  in   prof 403 403 403 403 200             403 403
desk-mail           POST in   prof 403 403 403 403 422             403 403
# desk-take, desk-resume: buttons without a form of their own
desk-take                            GET  405  prof 405 405  405   405   405  405  405
desk-take                            POST in   prof 403 403  403   403   302  403  403
# desk-resume, desk-resolve, desk-reopen: a new incident is not ready for them
desk-resume                          GET  405  prof 405 405  405   405   405  405  405
desk-resume                          POST in   prof 403 403  403   403   403  403  403
desk-hold                            GET  in   prof 403 403  403   403   200  403  403
desk-hold                            POST 200  prof 403 403  403   403   422  403  403
desk-resolve                         GET  in   prof 403 403  403   403   403  403  403
desk-resolve                         POST 200  prof 403 403  403   403   403  403  403
# desk-hand-on: an analyst hands back instead
desk-hand-on    GET  in   prof 403 403 403 403 200/403/200/200 403 403
desk-hand-on    POST 200  prof 403 403 403 403 422/403/422/422 403 403
# desk-hand-back: it lies with the Service Desk already
desk-hand-back                       GET  in   prof 403 403  403   403   403  403  403
desk-hand-back                       POST 200  prof 403 403  403   403   403  403  403
desk-reopen                          GET  in   prof 403 403  403   403   403  403  403
desk-reopen                          POST 200  prof 403 403  403   403   403  403  403
desk-note                            GET  in   prof 403 403  403   403   200  403  403
# desk-note, desk-comment: refused where nobody said which of the two it is
desk-note                            POST 200  prof 403 403  403   403   400  403  403
desk-note-mask                       GET  in   prof 403 403  403   403   200  403  403
desk-note-mask                       POST 200  prof 403 403  403   403   200  403  403
desk-comment                         GET  in   prof 403 403  403   403   200  403  403
desk-comment                         POST 200  prof 403 403  403   403   400  403  403
desk-edit                            GET  in   prof 403 403  403   403   200  403  403
desk-edit                            POST in   prof 403 403  403   403   422  403  403
desk-file                            GET  in   prof 403 403  403   403   200  403  403
desk-file                            POST in   prof 405 405  405   405   405  405  405
desk-file-preview                    GET  in   prof 403 403  403   403   200  403  403
desk-file-preview                    POST in   prof 405 405  405   405   405  405  405
# known errors, for the desk
known-errors                         GET  in   prof 403 403  403   403   200  403  403
known-errors                         POST in   prof 405 405  405   405   405  405  405
known-error                          GET  in   prof 403 403  403   403   200  403  403
known-error                          POST in   prof 405 405  405   405   405  405  405
known-error-new                      GET  in   prof 403 403  403   403   200  403  403
known-error-new                      POST 200  prof 403 403  403   403   422  403  403
known-error-edit                     GET  in   prof 403 403  403   403   200  403  403
known-error-edit                     POST 200  prof 403 403  403   403   422  403  403
known-error-status                   GET  405  prof 405 405  405   405   405  405  405
known-error-status                   POST in   prof 403 403  403   403   302  403  403
# desk-presence: "I am at the desk"
desk-presence                        GET  405  prof 405 405  405   405   405  405  405
desk-presence                        POST in   prof 403 403  403   403   302  403  403
# the desk's settings, for incident managers and administrators
desk-settings       GET  in   prof 403 403 403 403 403/403/403/200 403 200
desk-settings       POST 405  prof 405 405 405 405 405             405 405
desk-priorities     GET  in   prof 403 403 403 403 403/403/403/200 403 200
desk-priorities     POST in   prof 403 403 403 403 403/403/403/422 403 422
desk-targets        GET  in   prof 403 403 403 403 403/403/403/200 403 200
desk-targets        POST 405  prof 405 405 405 405 405             405 405
desk-targets-of     GET  in   prof 403 403 403 403 403/403/403/200 403 200
desk-targets-of     POST in   prof 403 403 403 403 403/403/403/422 403 422
desk-choices        GET  in   prof 403 403 403 403 403/403/403/200 403 200
desk-choices        POST 405  prof 405 405 405 405 405             405 405
desk-choice-add     GET  in   prof 403 403 403 403 403/403/403/200 403 200
desk-choice-add     POST in   prof 403 403 403 403 403/403/403/422 403 422
desk-choice         GET  in   prof 403 403 403 403 403/403/403/200 403 200
desk-choice         POST in   prof 403 403 403 403 403/403/403/422 403 422
desk-choice-move    GET  405  prof 405 405 405 405 405             405 405
desk-choice-move    POST in   prof 403 403 403 403 403/403/403/302 403 302
desk-choice-show    GET  405  prof 405 405 405 405 405             405 405
desk-choice-show    POST in   prof 403 403 403 403 403/403/403/302 403 302
desk-choice-remove  GET  405  prof 405 405 405 405 405             405 405
desk-choice-remove  POST in   prof 403 403 403 403 403/403/403/302 403 302
desk-groups         GET  in   prof 403 403 403 403 403/403/403/200 403 200
desk-groups         POST 405  prof 405 405 405 405 405             405 405
desk-group-add      GET  in   prof 403 403 403 403 403/403/403/200 403 200
desk-group-add      POST in   prof 403 403 403 403 403/403/403/422 403 422
desk-group          GET  in   prof 403 403 403 403 403/403/403/200 403 200
desk-group          POST in   prof 403 403 403 403 403/403/403/422 403 422
desk-rules          GET  in   prof 403 403 403 403 403/403/403/200 403 200
desk-rules          POST 405  prof 405 405 405 405 405             405 405
desk-rule-add       GET  in   prof 403 403 403 403 403/403/403/200 403 200
desk-rule-add       POST in   prof 403 403 403 403 403/403/403/422 403 422
desk-rule           GET  in   prof 403 403 403 403 403/403/403/200 403 200
desk-rule           POST in   prof 403 403 403 403 403/403/403/422 403 422
desk-rule-move      GET  405  prof 405 405 405 405 405             405 405
desk-rule-move      POST in   prof 403 403 403 403 403/403/403/302 403 302
desk-rule-remove    GET  405  prof 405 405 405 405 405             405 405
desk-rule-remove    POST in   prof 403 403 403 403 403/403/403/302 403 302
# the calendars of hours, for incident managers and administrators
hours-settings         GET  in   prof 403 403 403 403 403/403/403/200 403 200
hours-settings         POST 405  prof 405 405 405 405 405             405 405
hours-calendar         GET  in   prof 403 403 403 403 403/403/403/200 403 200
hours-calendar         POST 405  prof 405 405 405 405 405             405 405
hours-zone             GET  in   prof 403 403 403 403 403/403/403/200 403 200
hours-zone             POST in   prof 403 403 403 403 403/403/403/422 403 422
hours-week-add         GET  in   prof 403 403 403 403 403/403/403/200 403 200
hours-week-add         POST in   prof 403 403 403 403 403/403/403/422 403 422
hours-week-add-preview GET  405  prof 405 405 405 405 405             405 405
hours-week-add-preview POST in   prof 403 403 403 403 403/403/403/422 403 422
hours-week             GET  in   prof 403 403 403 403 403/403/403/200 403 200
hours-week             POST in   prof 403 403 403 403 403/403/403/422 403 422
hours-week-preview     GET  405  prof 405 405 405 405 405             405 405
hours-week-preview     POST in   prof 403 403 403 403 403/403/403/422 403 422
hours-week-remove      GET  405  prof 405 405 405 405 405             405 405
hours-week-remove      POST in   prof 403 403 403 403 403/403/403/302 403 302
hours-closing-add      GET  in   prof 403 403 403 403 403/403/403/200 403 200
hours-closing-add      POST in   prof 403 403 403 403 403/403/403/422 403 422
hours-closing-preview  GET  405  prof 405 405 405 405 405             405 405
hours-closing-preview  POST in   prof 403 403 403 403 403/403/403/422 403 422
hours-closing-remove   GET  405  prof 405 405 405 405 405             405 405
hours-closing-remove   POST in   prof 403 403 403 403 403/403/403/302 403 302
hours-rule-add         GET  in   prof 403 403 403 403 403/403/403/200 403 200
hours-rule-add         POST in   prof 403 403 403 403 403/403/403/422 403 422
hours-rule-preview     GET  405  prof 405 405 405 405 405             405 405
hours-rule-preview     POST in   prof 403 403 403 403 403/403/403/422 403 422
hours-rule-switch      GET  405  prof 405 405 405 405 405             405 405
hours-rule-switch      POST in   prof 403 403 403 403 403/403/403/302 403 302
hours-rule-remove      GET  405  prof 405 405 405 405 405             405 405
hours-rule-remove      POST in   prof 403 403 403 403 403/403/403/302 403 302
"""


def rows() -> list[tuple[str, str, list[str]]]:
    """Return name, method and expected answers, a column each."""
    lines = [line.split("#")[0].split() for line in TABLE.splitlines()]
    return [(name, method, cells) for name, method, *cells in filter(None, lines)]
