// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/remote/RemotePlaces.h"
#include "ui/bridge/StoppableWork.h"
#include "ui/home/WorkFrame.h"

#include <QDialog>
#include <QList>
#include <QStringList>

#include <filesystem>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;
class QVBoxLayout;

namespace labelwright {

class FormField;

/// What the dialogs that push and pull a job have in common: the place is named, it is compared, what would be done is
/// listed, then it is done and can be cancelled.
class RemoteDialog : public QDialog {
    Q_OBJECT
public:
    /// A folder that a job lies in, or that holds jobs: it becomes the place and is compared.
    void chooseFolder(const QString& folder);

    /// Cancels the work under way instead, if there is one.
    void reject() override;

signals:
    void placeChanged();

protected:
    struct Texts {
        QString title;
        QString purpose;
        QString list;   ///< Above what would be done.
        QString done;   ///< Above the same after it.
        QString action; ///< On the main button.
        QString doing;
        QString stopped; ///< Said after it was cancelled.
    };
    RemoteDialog(const Texts& texts, QWidget* parent);

    /// Between the place and the list.
    QVBoxLayout& options() { return *m_options; }
    /// One that asks for what has s3:// names.
    QCheckBox* addChoice(const QString& text, const QString& explanation);

    /// The place of the last time, if there is one, is compared at once.
    void compareRemembered(const std::filesystem::path& jobFolder);
    QString place() const;
    /// For resolvedPlaces(), off the GUI thread.
    RemotePlaces typedPlaces() const;

    struct Row {
        QString what;
        QString count;
    };
    struct Finding {
        QList<Row> rows;
        QStringList notes;
        QString summary;
        bool hasWork = false;
    };
    /// The place, or what is wanted of it, is another: it has to be compared before anything is done.
    void setStale();
    void compare();
    /// What compare() asks for: work() that ends with showFinding().
    virtual void startComparing() = 0;
    void showFinding(const Result<Finding>& found);
    /// What the main button asks for: work() that ends with finish().
    virtual void startWork() = 0;
    void finish(const Result<Finding>& done);
    StoppableWork& work() { return m_frame.work(); }

private:
    QWidget* makeForm(const Texts& texts);
    QWidget* makePlace();
    void browse();
    void showStore();
    void setUpList();
    void setPlaces(const RemotePlaces& places);
    void showLists(const Finding& finding, const QString& title);
    void begin();

    QString m_listTitle;
    QString m_doneTitle;
    QString m_doing;
    QString m_stopped;
    QLineEdit* m_place;
    QPushButton* m_compare;
    QLineEdit* m_store;
    FormField* m_storeField = nullptr; ///< Shown where s3:// names are asked for.
    QList<QCheckBox*> m_choices;
    QVBoxLayout* m_options;
    QLabel* m_title;
    QTreeWidget* m_list;
    QLabel* m_notesTitle;
    QPlainTextEdit* m_notes;
    WorkFrame m_frame;
    bool m_isComparing = false;
    bool m_isStale = true;
    bool m_isWantedAgain = false; ///< To be compared once more, when what is under way has ended.
    bool m_isChosen = false;      ///< A folder is, of which it is not known what it is.
    StoppableWork m_chosen;       ///< That asks for it.
};

} // namespace labelwright
