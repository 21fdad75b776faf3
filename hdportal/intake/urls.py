from django.urls import path

from hdportal.intake.views import drafts, forms

urlpatterns = [
    path("forms/", forms.form_list, name="form-list"),
    path("forms/options/<slug:source>/", forms.form_options, name="form-options"),
    path("forms/<slug:key>/preview/", forms.form_preview, name="form-preview"),
    path("forms/<slug:key>/use/", forms.form_put_in_use, name="form-put-in-use"),
    path("drafts/<uuid:token>/", drafts.draft_save, name="draft-save"),
    path("drafts/<uuid:token>/discard/", drafts.draft_discard, name="draft-discard"),
    path("drafts/<uuid:token>/files/", drafts.draft_files, name="draft-files"),
    path("drafts/<uuid:token>/files/<uuid:pk>/", drafts.draft_file, name="draft-file"),
    path(
        "drafts/<uuid:token>/files/<uuid:pk>/remove/",
        drafts.draft_file_remove,
        name="draft-file-remove",
    ),
]
